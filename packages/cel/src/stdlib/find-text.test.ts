import { describe, expect, it } from 'vitest';
import { findLastText, findText } from './find-text.ts';

/** Few letters, so that parts are nearly found over and over. */
function randomText(length: number, letters: string, random: () => number): string {
  return Array.from({ length }, () => letters.charAt(Math.floor(random() * letters.length))).join('');
}

/** The same numbers in every run. */
function createRandom(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

describe('a part of a text', () => {
  it('is found where JavaScript finds it, whatever its length', () => {
    const random = createRandom();
    for (let round = 0; round < 2_000; round++) {
      const unit = randomText(1 + Math.floor(random() * 5), 'ab', random);
      const text = randomText(Math.floor(random() * 40), 'ab', random) + unit.repeat(Math.floor(random() * 100));
      const part = unit.repeat(Math.floor(random() * 60)).slice(Math.floor(random() * 3));
      const from = Math.floor(random() * (text.length + 2));
      expect(findText(text, part, from)).toBe(text.indexOf(part, from));
      expect(findLastText(text, part, from)).toBe(text.lastIndexOf(part, from));
      expect(findText(text, part) >= 0).toBe(text.includes(part));
    }
  });

  it.each([64, 65])('of %i characters is found at both ends', (length) => {
    const part = `${'a'.repeat(length - 1)}b`;
    const text = `${part}a${part}`;
    expect([findText(text, part, 0), findText(text, part, 1), findText(text, part, length + 2)]).toEqual([
      0,
      length + 1,
      -1,
    ]);
    expect([findLastText(text, part, length), findLastText(text, part, 1e9)]).toEqual([0, length + 1]);
    expect(findText(part, part) >= 0).toBe(true);
    expect(findText(part.slice(1), part) >= 0).toBe(false);
  });

  // V8 alone takes two minutes for the longest.
  it.each([10, 64, 65, 5_000, 500_000])('of %i characters made to be slow is looked for in linear time', (length) => {
    const half = 'a'.repeat(length / 2);
    const text = 'a'.repeat(1_048_576);
    const from = performance.now();
    expect(findText(text, `${half}b${half}`) >= 0).toBe(false);
    expect(findLastText(text, `${half}b${half}`, text.length)).toBe(-1);
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});
