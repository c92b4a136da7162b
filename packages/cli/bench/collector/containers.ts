import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';

const busybox = '/bin/busybox';

/** Containers that run for a while. */
export interface Containers {
  readonly count: number;
  stop(): void;
}

/**
 * Starts so many containers with runc, each of which sleeps. None, with the reason, where runc or a static busybox is
 * missing.
 */
export function startContainers(count: number): Containers | { readonly missing: string } {
  const hasRunc = spawnSync('runc', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!hasRunc || !existsSync(busybox)) return { missing: `${hasRunc ? busybox : 'runc'} not installed` };
  const folder = makeFolder();
  const root = join(folder, 'state');
  const ids: string[] = [];
  const stop = (): void => {
    for (const id of ids) spawnSync('runc', ['--root', root, 'delete', '--force', id], { stdio: 'ignore' });
    rmSync(folder, { recursive: true });
  };
  try {
    makeBundle(folder);
    for (let i = 0; i < count; i++) {
      const id = `rulelib-bench-${process.pid}-${i}`;
      ids.push(id);
      execFileSync('runc', ['--root', root, 'run', '--detach', '--bundle', folder, id], { stdio: 'ignore' });
    }
    return { count, stop };
  } catch (error) {
    stop();
    return { missing: `runc cannot run containers here: ${(error as Error).message.split('\n', 1)[0]}` };
  }
}

function makeBundle(folder: string): void {
  mkdirSync(join(folder, 'rootfs/bin'), { recursive: true });
  copyFileSync(busybox, join(folder, 'rootfs/bin/sleep'));
  chmodSync(join(folder, 'rootfs/bin/sleep'), 0o755);
  execFileSync('runc', ['spec', '--bundle', folder]);
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
  config.process.args = ['/bin/sleep', '600'];
  config.process.terminal = false;
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
}
