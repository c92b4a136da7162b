import { describe, expect, it } from 'vitest';
import { toPrintable, toPrintableJson } from './to-printable.ts';

const hostile = '\u001b[2J\u0007\r\n\t\u007f\u009b31m\u2028\u202e\u2066\ufeff';

describe('text for a terminal', () => {
  it('has no character that a terminal obeys, and shows where there was one', () => {
    expect(toPrintable(hostile)).toBe('\\e[2J\\u0007\\r\\n\\t\\u007f\\u009b31m\\u2028\\u202e\\u2066\\ufeff');
  });

  it('keeps every other character', () => {
    const text = 'naïve ⋯ 日本 🦀 \u200d \\ "';
    expect(toPrintable(text)).toBe(text);
  });

  it('as JSON is the same value', () => {
    const json = toPrintableJson(JSON.stringify({ path: hostile }));
    expect(json).not.toMatch(/[^\x20-\x7e]/);
    expect(JSON.parse(json)).toEqual({ path: hostile });
  });
});
