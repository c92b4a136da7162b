import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from './decode-utf8.ts';

describe('decodeUtf8', () => {
  it.each(['', 'ab', 'é😀', '\uFEFFa', 'a\uFFFDb'])('decodes %j', (text) => {
    expect(decodeUtf8(new TextEncoder().encode(text))).toEqual({ text });
  });

  it.each([
    ['a lone continuation byte', [0x61, 0x80], 'a', 1],
    ['a character that is cut off', [0x61, 0x62, 0xe2, 0x82], 'ab', 2],
    ['an overlong form', [0xc0, 0xaf], '', 0],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 'a', 1],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00], '', 0],
    ['Latin-1 behind a replacement character of the file', [0xef, 0xbf, 0xbd, 0x61, 0xe9, 0x62], '\uFFFDa', 4],
  ])('finds %s', (_, bytes, text, invalidAt) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ text, invalidAt });
  });
});
