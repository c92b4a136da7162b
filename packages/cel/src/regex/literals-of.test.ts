import { describe, expect, it } from 'vitest';
import { literalsOf } from './literals-of.ts';

describe('the literals that every match has', () => {
  it.each([
    [
      '^(cat|dog)$',
      { exact: ['cat', 'dog'], prefix: ['cat', 'dog'], suffix: ['cat', 'dog'], contains: ['cat', 'dog'] },
    ],
    ['^/proc/[^/]+/environ$', { prefix: ['/proc/'], suffix: ['/environ'], contains: ['/environ'] }],
    ['^(/proc/[0-9]+|/dev)/fd/', { prefix: ['/proc/', '/dev/fd/'], contains: ['/fd/'] }],
    ['^/etc/(.*[.]conf)?', { prefix: ['/etc/'], contains: ['/etc/'] }],
    ['evil[.](com|org)/', { contains: ['evil.com/', 'evil.org/'] }],
    ['(foo[0-9]+|barbaz.)x', { contains: ['foo', 'barbaz'] }],
    ['(?i)^ab', { prefix: ['AB', 'Ab', 'aB', 'ab'], contains: ['AB', 'Ab', 'aB', 'ab'] }],
    ['[.]so(|[.][0-9]+)$', { suffix: undefined, contains: ['.so'] }],
    ['(/|^)nc$', { suffix: ['nc'], contains: ['nc'] }],
    ['^a*b', { prefix: ['b', 'a'], contains: ['b'] }],
    ['(abc){2,}$', { suffix: ['abcabc'], contains: ['abcabc'] }],
    ['\\p{Greek}+foo', { contains: ['foo'] }],
    ['a|', {}],
    ['[0-9]', {}],
    ['a(', {}],
  ])('%s', (pattern, expected) => {
    expect(literalsOf(pattern)).toEqual(expected);
  });

  it('are none where there would be too many', () => {
    const many = (n: number) => `^(${Array.from({ length: n }, (_, i) => `x${i}y`).join('|')})[0-9]$`;
    expect(literalsOf(many(64)).prefix).toHaveLength(64);
    expect(literalsOf(many(65)).prefix).toEqual(['x']);
  });
});
