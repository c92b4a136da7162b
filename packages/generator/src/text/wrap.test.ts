import { expect, it } from 'vitest';
import { wrap } from './wrap.ts';

it('breaks at blanks, at the width and not before', () => {
  expect(wrap('ab cd ef', 5)).toEqual(['ab cd', 'ef']);
  expect(wrap('ab cd ef', 4)).toEqual(['ab', 'cd', 'ef']);
  expect(wrap('abcdef g', 4)).toEqual(['abcdef', 'g']);
});
