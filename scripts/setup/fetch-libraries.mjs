import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../debian/cache-folder.mjs';
import { openApt, ownSuite } from '../debian/open-apt.mjs';
import { runCommand } from './run-command.mjs';
import { say } from './say.mjs';

/** Debian's source packages of what the addon links, and the folders they are built from. */
const sourcePackages = ['libbpf', 'elfutils', 'zlib'];

/**
 * Sees to it that the sources of libbpf, libelf and zlib are there: Debian's static archives of them are no
 * position-independent code, and an addon is a shared object (docs/adr/0003-libraries-from-source.md). Kept for all
 * checkouts, by Debian's release.
 * @returns their folder, undefined where they cannot be had
 */
export async function fetchLibraries() {
  const suite = await ownSuite();
  if (suite === undefined) return undefined;
  const target = cacheFolder('libraries', suite);
  if (existsSync(target)) return target;
  mkdirSync(cacheFolder('libraries'), { recursive: true });
  const work = mkdtempSync(`${target}-`);
  try {
    const failure = await fetchInto(work, suite);
    if (failure === undefined) moveInto(work, target);
    else say(`the sources of the collector's libraries cannot be had: ${failure}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return existsSync(target) ? target : undefined;
}

/** @returns why it failed, undefined when it did not */
async function fetchInto(work, suite) {
  const apt = await openApt({ folder: join(work, 'apt'), suites: [suite], kind: 'deb-src' });
  if (typeof apt === 'string') return apt;
  const notice = `fetching the sources of ${sourcePackages.join(', ')} (apt-get source)`;
  const update = await apt('apt-get', ['update'], { notice });
  if (update.code !== 0) return `apt-get update ended with ${update.code}`;
  const fetched = await apt('apt-get', ['source', '--download-only', ...sourcePackages], { cwd: work });
  if (fetched.code !== 0) return `apt-get source ended with ${fetched.code}\n${fetched.output}`;
  for (const name of sourcePackages) {
    const failure = await unpack(work, name);
    if (failure !== undefined) return `${name}: ${failure}`;
  }
  return undefined;
}

/** What dpkg-source does, which is in a package with Perl and much else. */
async function unpack(work, name) {
  const folder = join(work, 'sources', name);
  mkdirSync(folder, { recursive: true });
  for (const [part, ...options] of [['orig', '--strip-components=1'], ['debian']]) {
    const pattern = new RegExp(`^${name}_.*\\.${part}\\.tar\\.(gz|bz2|xz)$`);
    const archive = readdirSync(work).find((file) => pattern.test(file));
    if (archive === undefined) return `its source package has no ${part} archive`;
    const { code, output } = await runCommand('tar', ['-xf', join(work, archive), '-C', folder, ...options]);
    if (code !== 0) return output;
  }
  for (const patch of patchesOf(folder)) {
    const { code, output } = await runCommand('patch', ['-p1', '-s', '-d', folder, '-i', patch]);
    if (code !== 0) return output;
  }
  return undefined;
}

function patchesOf(folder) {
  const patches = join(folder, 'debian', 'patches');
  if (!existsSync(join(patches, 'series'))) return [];
  const lines = readFileSync(join(patches, 'series'), 'utf8').split('\n');
  const names = lines.map((line) => line.trim().split(/\s/)[0]).filter((name) => name !== '' && !name.startsWith('#'));
  return names.map((name) => join(patches, name));
}

function moveInto(work, target) {
  try {
    renameSync(join(work, 'sources'), target);
  } catch (error) {
    // Another setup was faster.
    if (!existsSync(target)) throw error;
  }
}
