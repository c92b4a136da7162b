import { loadNativeAddon } from '../collector/native-addon.ts';

/** By then the first events have come, and what they take is there. */
const afterMs = 2000;

/**
 * Gives back to the system, in two seconds, what starting took and nothing needs any more: modules' sources, parsed rules, the
 * verifier's logs; for a program that watches for months, a fifth of its memory. The thread stands still meanwhile, some 100 ms.
 * The program may end before.
 * @returns resolves when it is done
 */
export function releaseMemorySoon(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(releaseMemory()), afterMs).unref();
  });
}

async function releaseMemory(): Promise<void> {
  await collectGarbage();
  loadNativeAddon().trimMemory();
}

/** V8 does so by itself only when memory runs out. */
async function collectGarbage(): Promise<void> {
  try {
    const { Session } = await import('node:inspector/promises');
    const session = new Session();
    session.connect();
    await session.post('HeapProfiler.collectGarbage');
    session.disconnect();
  } catch {
    // A Node that was built without its inspector has more memory instead.
  }
}
