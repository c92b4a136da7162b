import { expect, it } from 'vitest';
import { textScale } from './text-scale.ts';

it.each([
  ['nothing', {}, 1],
  ['short texts', { a: 'a', b: ['b'], c: 1n, d: null }, 1],
  ['a text as long as usual', { a: 'a'.repeat(8_192) }, 1],
  ['a longer text', { a: 'a'.repeat(8_193) }, 2],
  ['a long text in a list', { a: 'a', b: [{ c: 'c'.repeat(81_920) }] }, 10],
  ['a long text in a map', { a: new Map([['a', 'a'.repeat(81_920)]]) }, 10],
  ['a long text beside a long list', { a: 'a'.repeat(81_920), b: new Array(200_000).fill('b') }, 10],
  ['bytes', { a: new Uint8Array(81_920) }, 10],
])('of %s', (_name, root, scale) => {
  expect(textScale(root)).toBe(scale);
});

it('of what holds itself is known', () => {
  const root: Record<string, unknown> = {};
  root['self'] = [root, root];
  expect(textScale(root)).toBe(1);
});
