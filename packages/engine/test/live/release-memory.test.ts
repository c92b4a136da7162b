import { readFileSync } from 'node:fs';
import { releaseMemorySoon } from '@rulelibrary/engine/node';
import { expect, it } from 'vitest';
import { describeLive } from './live-kernel.ts';

describeLive('memory that starting took', () => {
  it('goes back to the system', async () => {
    // What nothing points to any more, and V8 and the C library keep for the next time.
    let garbage: unknown[] = Array.from({ length: 400_000 }, (_, index) => ({ index }));
    const before = residentMiB();
    garbage = [];
    await releaseMemorySoon();
    expect(residentMiB()).toBeLessThan(before - 10);
    expect(garbage).toHaveLength(0);
  });
});

/** Anonymous memory of this process. */
function residentMiB(): number {
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}
