/** As long as the longest text of an event of the kernel: a path. */
export const usualLength = 8_192;

/** Loops that have visited fewer elements are not asked. */
export const iterationsBeforeScaling = 1_000;

/** Beyond so many values nothing is looked at: there is not much text in each of them. */
const maxValues = 100_000;

/**
 * How many times as long as usual the longest text is in what an expression is evaluated with, at least 1. Looks at all
 * of it: for loops that are long already.
 */
export function textScale(root: unknown): number {
  const pending: unknown[] = [root];
  let longest = usualLength;
  // In breadth: what is at the top is seen before the elements of long lists.
  for (let at = 0; at < Math.min(pending.length, maxValues); at++) {
    const value = pending[at];
    if (typeof value === 'string' || value instanceof Uint8Array) longest = Math.max(longest, value.length);
    else if (typeof value === 'object' && value !== null) pushParts(value, pending);
  }
  return Math.ceil(longest / usualLength);
}

function pushParts(value: object, pending: unknown[]): void {
  const parts = value instanceof Map ? [...value.values()] : Object.values(value);
  for (const part of parts.slice(0, maxValues)) pending.push(part);
}
