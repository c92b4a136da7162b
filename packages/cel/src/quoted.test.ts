import { describe, expect, it } from 'vitest';
import { quoted } from './quoted.ts';

describe('text of others in a message', () => {
  it.each([
    ['plain é😀', '"plain é😀"'],
    ['a'.repeat(60), `"${'a'.repeat(60)}"`],
    ['a'.repeat(61), `"${'a'.repeat(60)}…"`],
    [`${'a'.repeat(59)}😀`, `"${'a'.repeat(59)}\ufffd…"`],
    ['\x1b[31m\n\u202e\u2028\x9b', '"\\u{1b}[31m\\u{a}\\u{202e}\\u{2028}\\u{9b}"'],
  ])('%j becomes %s', (text, shown) => {
    expect(quoted(text)).toBe(shown);
  });
});
