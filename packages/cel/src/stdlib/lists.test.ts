import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { limits } from '../limits.ts';

const environment = createEnvironment({ variables: { x: 'dyn', n: 'int' }, extensions: ['lists'] });
const evaluate = (source: string, bindings: Record<string, unknown> = {}) =>
  environment.compile(source).evaluate(bindings);

describe('lists (cases of cel-go)', () => {
  it.each([
    ['lists.range(4)', [0n, 1n, 2n, 3n]],
    ['lists.range(0) + lists.range(-5)', []],
    ['[1, 2, 3, 4].slice(0, 4)', [1n, 2n, 3n, 4n]],
    ['[1, 2, 3, 4].slice(1, 3)', [2n, 3n]],
    ['[1, 2].slice(2, 2)', []],
    ['[[1], [], [2, 3]].flatten()', [1n, 2n, 3n]],
    ['[1, [2, 3], [4]].flatten()', [1n, 2n, 3n, 4n]],
    ['dyn([1, [2, [3, 4]]]).flatten()', [1n, 2n, [3n, 4n]]],
    ['[1, [2, [3, [4]]]].flatten(2)', [1n, 2n, 3n, [4n]]],
    ['[1, [2]].flatten(0)', [1n, [2n]]],
    ['[1, [2, [3]]].flatten(9223372036854775807)', [1n, 2n, 3n]],
    ['[3, 1, 2].sort()', [1n, 2n, 3n]],
    ["['b', 'a', 'B'].sort()", ['B', 'a', 'b']],
    ['[true, false].sort()', [false, true]],
    ['[].sort()', []],
    ["[duration('2s'), duration('1s')].sort()", [1_000_000_000n, 2_000_000_000n]],
    ['[timestamp(2), timestamp(1)].sort()', [1_000_000_000n, 2_000_000_000n]],
    ["[b'b', b'a'].sort() == [b'a', b'b']", true],
    ["['foo', 'ba', 'x', 'yy'].sortBy(s, size(s))", ['x', 'ba', 'yy', 'foo']],
    [
      '[[3, 1], [1, 2]].sortBy(l, l[0])',
      [
        [1n, 2n],
        [3n, 1n],
      ],
    ],
    ['[1, 2, 3].reverse()', [3n, 2n, 1n]],
    ["[1, 'a', 1.0, 'a', 1u, 2, null, null, true].distinct()", [1n, 'a', 2n, null, true]],
    ["[[1], [1u], {'a': 1}, {'a': 1.0}, b'a', b'a', [2]].distinct().size()", 4n],
    ['[0.0/0.0, 0.0/0.0].distinct().size()', 2n],
    ['[timestamp(1), timestamp(1), int, int, uint].distinct().size()', 3n],
    ['x.reverse() == [2, 1]', true],
  ])('%s', (source, value) => {
    expect(evaluate(source, { x: [1, 2] })).toStrictEqual(value);
  });

  it('what is taken from a list leaves it as it is', () => {
    const x = ['b', 'a', 'a'];
    evaluate('[x.sort(), x.reverse(), x.distinct(), x.slice(0, 1)]', { x });
    expect(x).toStrictEqual(['b', 'a', 'a']);
  });

  it.each([
    '[1, 2].slice(-1, 1)',
    '[1, 2].slice(0, 3)',
    '[1, 2].slice(2, 1)',
    '[[1]].flatten(-1)',
    "dyn([1, 'a']).sort()",
    'dyn([1, 1u]).sort()',
    'dyn([[1]]).sort()',
    '[0.0/0.0, 1.0].sort()',
  ])('%s is an evaluation error', (source) => {
    expect(() => evaluate(source)).toThrow(expect.objectContaining({ code: 'evaluation' }));
  });

  it.each(['[[1]].sort()', '[{}].sort()', '[1].sortBy(x, [x])', 'lists.range(1u)'])('%s is refused', (source) => {
    expect(() => environment.compile(source)).toThrow(expect.objectContaining({ code: 'type' }));
  });

  it.each([
    ['lists.range(1)', 'list(int)'],
    ["['a'].slice(0, 1)", 'list(string)'],
    ['[[1.5]].flatten()', 'list(double)'],
    ['[1, [2]].flatten(1)', 'list(dyn)'],
    ['[1u].sort()', 'list(uint)'],
    ["['a'].sortBy(x, size(x))", 'list(string)'],
    ['[[1]].distinct()', 'list(list(int))'],
  ])('%s is of type %s', (source, type) => {
    expect(environment.compile(source).type).toBe(type);
  });
});

describe('a list that a function builds', () => {
  const half = limits.listLength / 2;
  it.each([
    ['lists.range(n)', limits.listLength],
    ['lists.range(n) + lists.range(n)', half],
    ['[lists.range(n), lists.range(n)].flatten()', half],
    ['[lists.range(n), [lists.range(n)]].flatten(2)', half],
  ])('%s has as many elements as may be and no more', (source, n) => {
    expect(evaluate(`size(${source})`, { n })).toBe(BigInt(limits.listLength));
    expect(() => evaluate(source, { n: n + 1 })).toThrow(expect.objectContaining({ code: 'limit' }));
  });

  it('a length beyond all memory is refused at once', () => {
    expect(() => evaluate('lists.range(9223372036854775807)')).toThrow(expect.objectContaining({ code: 'limit' }));
  });

  it('of nothing, over and over, ends', () => {
    const nested = `[[[]]]${'.map(a, [a, a])'.repeat(30)}`;
    expect(() => evaluate(`${nested}.flatten(100)`)).toThrow(expect.objectContaining({ code: 'limit' }));
  });
});

describe('telling lists apart', () => {
  const distinct = (count: number) =>
    evaluate('size(x.distinct())', { x: Array.from({ length: count }, (_, i) => [i]) });

  it('one by one is counted', () => {
    expect(distinct(500)).toBe(500n);
    expect(() => distinct(2000)).toThrow(expect.objectContaining({ code: 'limit' }));
  });

  it('of texts and numbers takes linear time', () => {
    const x = Array.from({ length: 50_000 }, (_, i) => (i % 2 === 0 ? i : `${i}`));
    const start = performance.now();
    expect(evaluate('size(x.distinct())', { x })).toBe(50_000n);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
