// The least of a Debian of this machine's release that Node runs on: the C and C++ libraries and a shell;
// of another architecture, what removes files besides. Prints its folder,
// which is kept for all checkouts; where it cannot be had, says why and ends with 2.
//
//   node scripts/debian/unpack-root.mjs [arm64]

import { cacheFolder } from './cache-folder.mjs';
import { ownSuite } from './open-apt.mjs';
import { unpackPackages } from './unpack-packages.mjs';

const [arch = process.arch] = process.argv.slice(2);
const isForeign = arch !== process.arch;
const packages = [
  'base-files',
  'libc6',
  'libgcc-s1',
  'libstdc++6',
  'libatomic1',
  'dash',
  ...(isForeign ? ['coreutils'] : []),
];

const suite = await ownSuite();
const folder = cacheFolder('debian', isForeign ? `root-${suite}-${arch}` : `root-${suite}`);
const failure = suite === undefined ? 'this is no Debian' : await unpackPackages(folder, { suite, packages, arch });
if (failure === undefined) {
  process.stdout.write(`${folder}\n`);
} else {
  process.stderr.write(`Cannot unpack a Debian root: ${failure}\n`);
  process.exitCode = 2;
}
