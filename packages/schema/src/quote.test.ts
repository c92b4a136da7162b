import { describe, expect, it } from 'vitest';
import { printable, quote } from './quote.ts';

describe('quote', () => {
  it('keeps 60 characters and cuts the 61st', () => {
    expect(quote('a'.repeat(60))).toBe(`"${'a'.repeat(60)}"`);
    expect(quote('a'.repeat(61))).toBe(`"${'a'.repeat(60)}…"`);
  });

  it('never splits a surrogate pair into half a character', () => {
    expect(quote(`${'a'.repeat(59)}😀b`)).toBe(`"${'a'.repeat(59)}\uFFFD…"`);
  });

  it.each(['\u001b[31m', '\u009b31m', '\u202e', '\n', '\0'])('lets no control character through (%j)', (text) => {
    expect(quote(text)).toMatch(/^"\\[un][0-9a-f]*.*"$/);
    expect(quote(text)).not.toContain(text.charAt(0));
    expect(printable(text)).not.toContain(text.charAt(0));
  });
});
