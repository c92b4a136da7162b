import { describe, expect, it } from 'vitest';
import { createSourceText } from './source-text.ts';

describe('placeAt', () => {
  it.each([
    ['the first character', 'ab', 0, 1, 1],
    ['behind the last character', 'ab', 2, 1, 3],
    ['the first of the second line', 'a\nb', 2, 2, 1],
    ['a line break as the end of its line', 'a\nb', 1, 1, 2],
    ['lines that end in CR LF', 'a\r\nb', 3, 2, 1],
    ['lines that end in CR', 'a\rb', 2, 2, 1],
    ['empty lines', '\n\n\nb', 3, 4, 1],
    ['columns in UTF-16 code units', '😀b', 2, 1, 3],
  ])('counts %s', (_, text, offset, line, column) => {
    expect(createSourceText('f', text).placeAt(offset)).toEqual({ file: 'f', line, column });
  });
});
