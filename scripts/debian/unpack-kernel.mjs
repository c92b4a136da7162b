// Unpacks the newest cloud kernel of a Debian suite, image and modules, for this architecture or the one that is named. Prints its folder, which is kept
// for all checkouts by its version; where it cannot be had, says why and ends with 2.
//
//   node scripts/debian/unpack-kernel.mjs bullseye [arm64]

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { debianArchitecture } from './debian-architecture.mjs';
import { openApt } from './open-apt.mjs';
import { unpackWith } from './unpack-packages.mjs';

const [suite, arch = process.arch] = process.argv.slice(2);
const metaPackage = `linux-image-cloud-${debianArchitecture(arch)}`;
const work = mkdtempSync(join(tmpdir(), 'rulelib-kernel-'));

try {
  const found = await unpackKernel();
  if (found.folder) process.stdout.write(`${found.folder}\n`);
  else fail(found.failure);
} finally {
  rmSync(work, { recursive: true });
}

async function unpackKernel() {
  const apt = await openApt({ folder: join(work, 'apt'), suites: [suite], kind: 'deb', arch });
  if (typeof apt === 'string') return { failure: apt };
  const update = await apt('apt-get', ['update']);
  if (update.code !== 0) return { failure: `apt-get update ended with ${update.code}` };
  const [image] = await dependencies(apt, metaPackage);
  if (image === undefined) return { failure: `${suite} has no ${metaPackage}` };
  // Since 7.0 an image is two packages: linux-binary and linux-modules.
  const parts = await dependencies(apt, image);
  const folder = cacheFolder('debian', image);
  const failure = await unpackWith(apt, folder, [image, ...parts]);
  return { folder, failure };
}

async function dependencies(apt, name) {
  const { output } = await apt('apt-cache', ['depends', name]);
  const names = [...output.matchAll(/^\s+Depends: (linux-(?:image|binary|modules)-\d\S*)$/gm)];
  return names.map(([, dependency]) => dependency);
}

function fail(reason) {
  process.stderr.write(`Cannot unpack a kernel of ${suite}: ${reason}\n`);
  process.exitCode = 2;
}
