// node packages/agent/image/assemble-tree.mjs FOLDER [ARCHITECTURE]: all of the agent but Node itself, as the image has it in
// /app: the packages that it needs at run time, ours as they were built. ARCHITECTURE: amd64 or arm64, this machine's where it
// is not given. Run after the build; nothing is downloaded.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const architectures = { amd64: 'x64', arm64: 'arm64', x64: 'x64' };

const [target, architecture = process.arch] = process.argv.slice(2);
const arch = architectures[architecture];
if (target === undefined || arch === undefined) {
  fail(`Expected a folder, then amd64 or arm64, got "${process.argv.slice(2).join(' ')}"`);
}
for (const path of productionPackages()) copyPackage(path);

/** Folders in node_modules, as npm resolved them; types are for compilers. */
function productionPackages() {
  const args = ['ls', '--omit=dev', '--all', '--parseable', '--workspace', 'packages/agent'];
  // It ends with 1 where the tree has more than the lock file names; what it lists is right all the same.
  const lines = run('npm', args).split('\n');
  return lines.filter((path) => path.includes('node_modules') && !path.includes('/@types/'));
}

function copyPackage(path) {
  const place = join(target, relative(root, path));
  const isOurs = path.includes('/node_modules/@rulelibrary/');
  if (isOurs) copyOwn(realpathSync(path), place);
  else cpSync(path, place, { recursive: true, filter: (from) => isWanted(relative(path, from)) });
}

/** A package in the tree of another one stands in the list itself. */
function isWanted(path) {
  return !/(^|\/)node_modules(\/|$)|\.d\.[cm]?ts$|\.map$/.test(path);
}

function copyOwn(source, place) {
  mkdirSync(place, { recursive: true });
  const { files = [] } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  copy(source, place, 'package.json');
  copy(source, place, 'LICENSE');
  for (const name of files.filter((entry) => /^[\w.-]+$/.test(entry))) copy(source, place, name);
  if (!existsSync(join(source, 'native'))) return;
  for (const file of ['collector.bpf.o', 'collector.node']) copy(source, place, `native/.output/${arch}/${file}`);
  for (const folder of ['native/.output/licenses', 'native/bpf/LICENSE']) copy(source, place, folder);
}

function copy(source, place, name) {
  const from = join(source, name);
  if (!existsSync(from))
    fail(`Cannot find ${relative(root, from)}: run npm run build, and make -C packages/engine/native both`);
  cpSync(from, join(place, name), {
    recursive: true,
    filter: (path) => !/\.test\.|\.support\.|\.d\.ts$|\.map$/.test(path),
  });
}

function run(command, args) {
  try {
    return execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    if (typeof error.stdout === 'string' && error.stdout !== '') return error.stdout;
    throw error;
  }
}

function fail(message) {
  process.stderr.write(`assemble-tree: ${message}\n`);
  process.exit(2);
}
