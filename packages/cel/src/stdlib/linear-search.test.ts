import { describe, expect, it } from 'vitest';
import { searchBackward, searchForward } from './linear-search.ts';

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('linear search', () => {
  it('finds what the search of the engine finds, in 20,000 pairs of random texts', () => {
    const below = numbers(4);
    const text = (length: number) => Array.from({ length: below(length) }, () => 'ab'[below(2)]).join('');
    for (let i = 0; i < 20_000; i++) {
      const [whole, part, from] = [text(20), `${text(5)}a`, below(22)];
      expect([whole, part, from, searchForward(whole, part, from)]).toStrictEqual([
        whole,
        part,
        from,
        whole.indexOf(part, from),
      ]);
      expect([whole, part, from, searchBackward(whole, part, from)]).toStrictEqual([
        whole,
        part,
        from,
        whole.lastIndexOf(part, from),
      ]);
    }
  });
});
