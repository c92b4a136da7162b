import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { holdBuildLock } from './hold-build-lock.ts';

const run = promisify(execFile);

const folder = fileURLToPath(new URL('./kube-apiserver/', import.meta.url));

/** Out of an empty module cache on two cores that others use as well; alone it is about five minutes. */
const buildTimeoutMs = 30 * 60_000;

/** Go, where PATH does not have it: its installer puts it there. */
const installed = '/usr/local/go/bin/go';

/** Without these the program calls itself v0.0.0, which kubectl and Helm take for a version. */
const versionFlags = ({ version, minor }: Release) =>
  [
    `k8s.io/component-base/version.gitVersion=${version}`,
    'k8s.io/component-base/version.gitMajor=1',
    `k8s.io/component-base/version.gitMinor=${minor}`,
  ].flatMap((setting) => ['-X', setting]);

/**
 * A program of Kubernetes at the release that `kube-apiserver/go.mod` names: built once for this user and that file.
 * @throws Error where there is no Go, or it cannot build
 */
export async function buildKubernetesProgram(name: 'kube-apiserver' | 'kubectl'): Promise<string> {
  const release = await readRelease();
  const home = homedir();
  const cache = process.env['XDG_CACHE_HOME'] || (home === '' ? tmpdir() : path.join(home, '.cache'));
  const kept = path.join(cache, 'rulelibrary');
  const command = path.join(kept, `${name}-${release.version}-${await hashOf(folder)}`);
  if (existsSync(command)) return command;
  await mkdir(kept, { recursive: true });
  await holdBuildLock(path.basename(command), async () => {
    if (!existsSync(command)) await buildInto(command, name, release);
  });
  return command;
}

/** Into a folder of its own first: nobody may find half a program. */
async function buildInto(command: string, name: string, release: Release): Promise<void> {
  const made = await mkdtemp(path.join(path.dirname(command), 'build-'));
  try {
    await build(name, release, path.join(made, name));
    await rename(path.join(made, name), command);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

async function build(name: string, release: Release, output: string): Promise<void> {
  const flags = ['-s', '-w', ...versionFlags(release)].join(' ');
  const args = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags', flags, '-o', output];
  try {
    await run(await findGo(), [...args, `k8s.io/kubernetes/cmd/${name}`], {
      cwd: folder,
      timeout: buildTimeoutMs,
      // Two at a time: a compiler of the larger packages takes a gigabyte.
      env: { ...process.env, GOFLAGS: '-p=2', CGO_ENABLED: '0' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    throw new Error(`Cannot build ${name} ${release.version}: ${causeOf(error)}`, { cause: error });
  }
}

interface Release {
  /** With the leading `v`. */
  readonly version: string;
  readonly minor: string;
}

async function readRelease(): Promise<Release> {
  const text = await readFile(path.join(folder, 'go.mod'), 'utf8');
  const found = /^require k8s\.io\/kubernetes (v1\.(\d+)\.\d+)$/m.exec(text);
  const [, version, minor] = found ?? [];
  if (version === undefined || minor === undefined) throw new Error('Cannot read go.mod: it requires no Kubernetes');
  return { version, minor };
}

async function findGo(): Promise<string> {
  const isThere = await run('go', ['version']).then(
    () => true,
    () => false,
  );
  return isThere || !existsSync(installed) ? 'go' : installed;
}

/** Of the files that say what is built. */
async function hashOf(sources: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(sources)).sort()) hash.update(await readFile(path.join(sources, name)));
  return hash.digest('hex').slice(0, 8);
}

/** The last line that go said, which is its error, or what node said when there was no go. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim().split('\n').at(-1) : '';
  return said || error.message;
}
