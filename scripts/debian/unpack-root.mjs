// The least of a Debian of this machine's release that Node runs on: the C and C++ libraries and a shell. Prints its folder,
// which is kept for all checkouts; where it cannot be had, says why and ends with 2.
//
//   node scripts/debian/unpack-root.mjs

import { cacheFolder } from './cache-folder.mjs';
import { ownSuite } from './open-apt.mjs';
import { unpackPackages } from './unpack-packages.mjs';

const packages = ['base-files', 'libc6', 'libgcc-s1', 'libstdc++6', 'libatomic1', 'dash'];

const suite = await ownSuite();
const folder = cacheFolder('debian', `root-${suite}`);
const failure = suite === undefined ? 'this is no Debian' : await unpackPackages(folder, { suite, packages });
if (failure === undefined) {
  process.stdout.write(`${folder}\n`);
} else {
  process.stderr.write(`Cannot unpack a Debian root: ${failure}\n`);
  process.exitCode = 2;
}
