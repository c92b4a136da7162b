import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { installInto, packInto, publishedPackages, runIn, type Tarball } from './packages.test.support.ts';
import { root } from './run-cli.test.support.ts';

// What npm publishes, in a Debian that has the C library, a shell and Node, and no compiler: each Node that is supported installs
// the tarballs there and opens the collector.

// An installation takes ten seconds, and a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const nodeVersions = ['22', '24', '26'];
const cross = { x64: 'aarch64-linux-gnu-gcc', arm64: 'x86_64-linux-gnu-gcc' }[process.arch as string];
const native = join(root, 'packages/engine/native');
const folder = mkdtempSync(join(tmpdir(), 'rulelib-root-'));
const debian = join(folder, 'debian');
const packages = publishedPackages();
let tarballs: readonly Tarball[] = [];
let obstacle: string | undefined;

beforeAll(async () => {
  obstacle = await prepare();
  if (obstacle !== undefined) console.warn(`nothing is installed into an empty Debian: ${obstacle}`);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }), 60_000);

async function prepare(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root may change its root folder';
  if (!hasProgram(cross ?? '')) return `${cross} is not installed`;
  const built = await runIn(native, 'make', ['both']);
  if (built.code !== 0) throw new Error(`Cannot build the collector: ${built.stderr}`);
  const unpacked = await runIn(root, 'node', ['scripts/debian/unpack-root.mjs']);
  if (unpacked.code !== 0) return unpacked.stderr.split('\n', 1)[0];
  cpSync(unpacked.stdout.trim(), debian, { recursive: true, verbatimSymlinks: true });
  tarballs = await packInto(folder, packages);
  return installHere();
}

/** Brings what the packages depend on into npm's cache, which the Debian is given: it has no network of its own set up. */
async function installHere(): Promise<string | undefined> {
  const project = join(folder, 'project');
  mkdirSync(project);
  const failure = await installInto(project, tarballs);
  if (failure !== undefined) return failure;
  for (const name of ['npm', 'cache', 'packages', 'sys', 'proc']) mkdirSync(join(debian, name), { recursive: true });
  for (const { path } of tarballs) cpSync(path, join(debian, 'packages', path.slice(folder.length)));
  return undefined;
}

function hasProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((path) => existsSync(join(path, name)));
}

function skipUnprepared({ skip }: TestContext): void {
  if (obstacle !== undefined) skip(obstacle);
}

describe('in a Debian without a compiler', () => {
  it('the package holds the collector for both architectures, and the licences of what is in it', (context) => {
    skipUnprepared(context);
    const files = tarballs.find(({ name }) => name === '@rulelibrary/engine')?.files.filter(isNative);
    expect(files).toEqual([
      'native/.output/arm64/collector.bpf.o',
      'native/.output/arm64/collector.node',
      'native/.output/licenses/libbpf-BSD-2-Clause',
      'native/.output/licenses/libelf-GPL-3.0',
      'native/.output/licenses/libelf-LGPL-3.0',
      'native/.output/licenses/zlib',
      'native/.output/x64/collector.bpf.o',
      'native/.output/x64/collector.node',
      'native/bpf/LICENSE',
      'native/bpf/LICENSE.GPL-2.0',
    ]);
  });

  it.for(nodeVersions)('Node %s installs the packages and opens the collector', async (version, context) => {
    skipUnprepared(context);
    const failure = await fetchNode(version);
    if (failure !== undefined) context.skip(failure);
    const { code, stdout, stderr } = await inDebian(installAndOpen, version);
    expect(code, stderr).toBe(0);
    expect(stdout).toBe(`v${version} attached\n`);
  });
});

function isNative(file: string): boolean {
  return file.startsWith('native/');
}

/** Puts a Node into the Debian. Returns why that cannot be. */
async function fetchNode(version: string): Promise<string | undefined> {
  const project = join(folder, `node-${version}`);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{}');
  const name = `node-linux-${process.arch}`;
  const { code, stderr } = await runIn(project, 'npm', [
    'install',
    '--prefer-offline',
    '--no-audit',
    `${name}@${version}`,
  ]);
  if (code !== 0) return `npm has no ${name}@${version} for us: ${stderr.split('\n', 1)[0]}`;
  cpSync(join(project, 'node_modules', name, 'bin/node'), join(debian, 'bin/node'));
  mkdirSync(join(debian, `project-${version}`));
  writeFileSync(join(debian, `project-${version}`, 'package.json'), '{ "type": "module" }');
  return undefined;
}

/** What a person would do in a new container, then what shows that the collector is whole. */
const installAndOpen = `
set -e
cd /project-$1
if command -v clang gcc cc make; then exit 9; fi
npm="node /npm/bin/npm-cli.js"
$npm install --offline --cache /cache --legacy-peer-deps --no-audit --no-fund /packages/*.tgz >&2
node --input-type=module -e '
  import { openCollector } from "@rulelibrary/engine/collector";
  const collector = openCollector({ eventTypes: ["open"] });
  const feature = collector.features.find(({ name }) => name === "open");
  collector.stop();
  console.log(process.version.split(".")[0], feature.available ? "attached" : feature.detail);
'
`;

async function inDebian(script: string, argument: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const { stdout: cache } = await runIn(folder, 'npm', ['config', 'get', 'cache']);
  const mounts = [
    ['/sys', 'sys'],
    ['/proc', 'proc'],
    [npmFolder(), 'npm'],
    [cache.trim(), 'cache'],
  ].map(([from, to]) => `mount --rbind '${from}' '${join(debian, to as string)}'`);
  const enter = `exec chroot '${debian}' /bin/dash -c "$0" dash "$1"`;
  // A mount namespace of its own: all of it is gone with the process.
  const enterAll = ['unshare', '--mount', 'sh', '-c', [...mounts, enter].join(' && '), script, argument];
  return runIn('/', 'env', ['-i', 'HOME=/', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', ...enterAll]);
}

function npmFolder(): string {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return dirname(dirname(script));
  const [found] = globSync('/usr/{,local/}lib/node_modules/npm');
  if (found === undefined) throw new Error('Cannot find npm');
  return found;
}
