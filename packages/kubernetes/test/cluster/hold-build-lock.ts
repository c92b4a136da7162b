import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 500;

/**
 * Runs `work` while no other process of this machine does so under the same name: test files run side by side, and each
 * would build the same program. The lock is an abstract socket, which the kernel frees with the process, however that ends.
 */
export async function holdBuildLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const server = createServer().listen(`\0rulelibrary-build-${name}`);
    try {
      await once(server, 'listening');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      await sleep(pollMs);
      continue;
    }
    try {
      return await work();
    } finally {
      server.close();
    }
  }
}
