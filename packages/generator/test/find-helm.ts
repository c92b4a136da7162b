import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const version = 'v3.19.0';

/** A build out of an empty module cache takes about two minutes on two cores. */
const buildTimeoutMs = 8 * 60_000;

export type FoundHelm = { readonly command: string } | { readonly reason: string };

/**
 * Helm 3: what PATH has; else the one that an earlier run built; else built now as a Go module, once for this user.
 * Where that cannot be done, the reason.
 */
export async function findHelm(): Promise<FoundHelm> {
  if (await isHelm3('helm')) return { command: 'helm' };
  const cache = join(cacheFolder(), 'rulelibrary');
  const command = join(cache, `helm-${version}`);
  if (existsSync(command)) return { command };
  try {
    await buildHelm(cache, command);
    return { command };
  } catch (error) {
    return { reason: `no helm, and go cannot build it: ${causeOf(error)}` };
  }
}

async function isHelm3(command: string): Promise<boolean> {
  try {
    return (await run(command, ['version', '--short'])).stdout.startsWith('v3');
  } catch {
    return false;
  }
}

function cacheFolder(): string {
  const home = homedir();
  return process.env['XDG_CACHE_HOME'] || (home === '' ? tmpdir() : join(home, '.cache'));
}

/** Into a folder of its own first: another run may build at the same time, and nobody may find half a program. */
async function buildHelm(cache: string, command: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'build-'));
  try {
    await run('go', ['install', `helm.sh/helm/v3/cmd/helm@${version}`], {
      env: { ...process.env, GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0' },
      timeout: buildTimeoutMs,
      maxBuffer: 64 * 1024 * 1024,
    });
    await rename(join(folder, 'helm'), command);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The last line that go said, which is its error, or what node said when there was no go. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim().split('\n').at(-1) : '';
  return said || error.message;
}
