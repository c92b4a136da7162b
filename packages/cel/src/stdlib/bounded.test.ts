import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { limits } from '../limits.ts';

const environment = createEnvironment({
  variables: { s: 'string', t: 'string', b: 'bytes', x: 'list(string)', y: 'list(string)', any: 'dyn' },
});
const evaluate = (source: string, bindings: Record<string, unknown>) => environment.compile(source).evaluate(bindings);
const limit = expect.objectContaining({ code: 'limit' });

describe('what a function builds is as long as may be and no longer', () => {
  const text = (length: number) => 'a'.repeat(length);
  const table: [source: string, longest: number, make: (length: number) => Record<string, unknown>][] = [
    ["s + 'a'", limits.textLength - 1, (n) => ({ s: text(n) })],
    ["b + b'a'", limits.textLength - 1, (n) => ({ b: new Uint8Array(n) })],
    ["[s, s].join('-')", limits.textLength / 2 - 1, (n) => ({ s: text(n) })],
    ["s.replace('a', 'aa')", limits.textLength / 2, (n) => ({ s: text(n) })],
    ["s.replace('a', t, 2)", limits.textLength / 2, (n) => ({ s: 'aa', t: text(n) })],
    ["s.replace('', 'b')", limits.textLength / 2 - 1, (n) => ({ s: text(n) })],
    ["s.replace('', t, 1)", limits.textLength - 1, (n) => ({ s: 'a', t: text(n) })],
    ['s.reverse()', limits.textLength, (n) => ({ s: text(n) })],
    ['strings.quote(s)', limits.textLength - 2, (n) => ({ s: text(n) })],
    ['strings.quote(s)', limits.textLength / 2 - 1, (n) => ({ s: '"'.repeat(n) })],
    ["'%s'.format([s])", limits.textLength, (n) => ({ s: text(n) })],
    ["'%s'.format([[s]])", limits.textLength - 2, (n) => ({ s: text(n) })],
    ["'%x'.format([s])", limits.textLength / 2, (n) => ({ s: text(n) })],
    ["'%x'.format([b])", limits.textLength / 2, (n) => ({ b: new Uint8Array(n) })],
    ["s.split(',')", limits.listLength - 1, (n) => ({ s: ','.repeat(n) })],
    ["s.split(',', 1000000)", limits.listLength - 1, (n) => ({ s: ','.repeat(n) })],
    ["s.split('')", limits.listLength, (n) => ({ s: text(n) })],
    ["x + ['a']", limits.listLength - 1, (n) => ({ x: new Array(n).fill('') })],
    ['x == y', limits.visits, (n) => ({ x: new Array(n).fill(''), y: new Array(n).fill('') })],
    ["'%s'.format([x])", limits.textLength / 2, (n) => ({ x: new Array(n).fill('') })],
    ["'%s'.format([any])", limits.textLength - 10, (n) => ({ any: { a: { b: text(n) } } })],
  ];
  it.each(table)('%s at %d', (source, longest, make) => {
    evaluate(source, make(longest));
    expect(() => evaluate(source, make(longest + 1))).toThrow(limit);
  });
});

describe('what would exceed any memory is refused at once', () => {
  const s = 'a'.repeat(limits.textLength);
  it.each([
    "s.replace('a', s)",
    "s.replace('a', s, 1000000)",
    "s.replace('', s)",
    's.split("").join(s)',
    "'%s%s%s%s'.format([s, s, s, s])",
    "'%s'.format([any])",
  ])('%s', (source) => {
    const start = performance.now();
    expect(() => evaluate(source, { s, any: new Array(10_000).fill(s) })).toThrow(limit);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('a list that holds one list many times, which holds another many times', () => {
  const nested = `[['a']]${'.map(l, [l, l])'.repeat(60)}`;
  it.each([`${nested}.exists(l, [l] == [l])`, `${nested}.exists(l, l == l)`, `'%s'.format([${nested}])`])(
    'ends: %s',
    (source) => {
      const start = performance.now();
      expect(() => evaluate(source, {})).toThrow(limit);
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});
