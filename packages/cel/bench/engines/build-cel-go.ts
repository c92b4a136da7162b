import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const folder = fileURLToPath(new URL('../cel-go/', import.meta.url));

/** Out of an empty module cache, with what has to be fetched. */
const buildTimeoutMs = 5 * 60_000;

/** Go, where PATH does not have it: its installer puts it there. */
const installed = '/usr/local/go/bin/go';

/**
 * The program that evaluates with cel-go: built once for this user and these sources.
 * @throws Error where there is no Go, or it cannot build
 */
export async function buildCelGo(): Promise<string> {
  const home = homedir();
  const cache = process.env['XDG_CACHE_HOME'] || (home === '' ? tmpdir() : join(home, '.cache'));
  const kept = join(cache, 'rulelibrary');
  const command = join(kept, `bench-cel-go-${await hashOf(folder)}`);
  if (existsSync(command)) return command;
  await mkdir(kept, { recursive: true });
  // Into a folder of its own first: nobody may find half a program.
  const made = await mkdtemp(join(kept, 'build-'));
  try {
    const options = { cwd: folder, timeout: buildTimeoutMs, env: { ...process.env, GOFLAGS: '', CGO_ENABLED: '0' } };
    await run(await findGo(), ['build', '-trimpath', '-buildvcs=false', '-o', join(made, 'bench')], options);
    await rename(join(made, 'bench'), command);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return command;
}

async function findGo(): Promise<string> {
  const isThere = await run('go', ['version']).then(
    () => true,
    () => false,
  );
  return isThere || !existsSync(installed) ? 'go' : installed;
}

async function hashOf(sources: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(sources)).sort()) hash.update(await readFile(join(sources, name)));
  return hash.digest('hex').slice(0, 16);
}
