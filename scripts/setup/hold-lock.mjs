import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { SetupError, say } from './say.mjs';

const pollMs = 200;
/** Longer than a first installation over a slow line. */
const patienceMs = 15 * 60_000;

/**
 * Waits until no other setup works on this checkout. The lock is an abstract socket: the kernel frees it with the
 * process, however that ends, where a lock file would have to guess whether its owner is still alive. Only Linux has
 * them; elsewhere two setups at once are left to npm and turbo. Held until the process ends.
 */
export async function holdLock(root) {
  if (process.platform !== 'linux') return;
  const name = `\0rulelibrary-setup-${createHash('sha256').update(root).digest('hex').slice(0, 32)}`;
  const deadline = Date.now() + patienceMs;
  for (let attempt = 0; Date.now() < deadline; attempt++) {
    if (await isOurs(name)) return;
    if (attempt === 0) say('waiting for another setup of this checkout to end');
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new SetupError(`Cannot set up "${root}": another setup has been running for ${patienceMs / 60_000} minutes`);
}

function isOurs(name) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    // Unreferenced: holding it is no reason to stay.
    server.listen(name, () => resolve(true)).unref();
  });
}
