import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { limits } from '../limits.ts';
import { assumedSizes } from './assumed-extent.ts';
import { estimateCost } from './estimate-cost.ts';

const environment = createEnvironment({
  variables: {
    s: 'string',
    raw: 'bytes',
    i: 'int',
    b: 'bool',
    any: 'dyn',
    texts: 'list(string)',
    ints: 'list(int)',
    labels: 'map(string, string)',
    thing: 'Thing',
  },
  types: { Thing: { name: 'string', tags: 'list(string)' } },
  functions: [{ name: 'host.has', params: ['string', 'list(string)'], result: 'list(string)', call: () => [] }],
  extensions: ['strings', 'lists', 'sets', 'bindings', 'optionals', 'comprehensions2'],
});

function cost(source: string): number {
  return estimateCost(environment.compile(source).tree);
}

const { text, list } = assumedSizes;

describe('an estimate', () => {
  // Each figure is one that a reader can follow: a step a piece, ten characters a step.
  it.each([
    ['1', 0],
    ['i', 1],
    ['thing.name', 2],
    ['has(thing.name)', 2],
    ['any.a', 2],
    ['any.a.b', 3],
    ['any[i]', 3],
    ['!b', 2],
    ['b && b || b', 3],
    ['b ? i : i + 1', 1 + 1 + 2],
    ['i + 1', 3],
    ['i == 1', 2],
    ["s == 'abc'", 2],
    ["s == 'abcdefghijklmnopqrst'", 3],
    ['s == s', Math.ceil(2 + text / 10)],
    ['ints == ints', 2 + 1 + list],
    ['s < s', Math.ceil(2 + text / 10)],
    ["s in ['a', 'b']", 1 + 1 + 3 + 102.4],
    ['i in [1, i]', 1 + 1 + 4 + 2],
    ['s in labels', 1 + 1 + 1 + 102.4],
    ['s in texts', 1 + 1 + 1 + list * 102.4],
    ["s.contains('a')", 1 + 1 + 102.4 + 1],
    ["s.startsWith('a')", 1 + 1 + 1],
    ["s.startsWith('abcdefghijklmnopqrst')", 1 + 1 + 2],
    ["s.matches('^a[b-d]$')", 1 + 1 + 102.4],
    ["s.matches('(ab){10}')", 1 + 1 + 102.4 * 20 * 0.25],
    ["'abc'.matches(s)", 1 + 1 + text * 0.25 + text * 10],
    ["texts.exists(t, t == 'a')", 1 + 1 + list * (1 + 2)],
    ['ints.map(x, x + 1)', 1 + 1 + list * (1 + 3)],
    ['ints.filter(x, x > 1).all(x, x > 2)', 1 + 1 + list * 3 + 1 + list * 3],
    ['[1, 2].all(x, x > 1)', 3 + 1 + 2 * 3],
    ['ints.all(x, ints.all(y, x == y))', 2 + list * (1 + 2 + list * (1 + 3))],
    ['cel.bind(x, i + i, x + x)', 4 + 4],
    ['lists.range(1000).all(x, x > 1)', 1 + 1000 + 1 + 1000 * 3],
    ['lists.range(i).size()', 1 + 1 + limits.listLength + 1 + 1],
    ['sets.contains(ints, ints)', 2 + 1 + list * list],
    ["labels.all(k, v, v == 'a')", 2 + list * 3],
  ])('of %s is %d steps', (source, steps) => {
    expect(cost(source)).toBe(Math.ceil(steps));
  });

  it('goes with what the expression says of sizes', () => {
    const long = 'x'.repeat(1_000);
    expect(cost(`(s + '${long}').contains('a')`)).toBeGreaterThan(cost("(s + '').contains('a')") + 100);
    expect(cost("s.split('a').all(x, x == 'b')")).toBeGreaterThan(text * 3);
    expect(cost("['a', 'b'].all(x, x.contains('c'))")).toBeLessThan(20);
    expect(cost("[s, 'b'].all(x, x.contains('c'))")).toBeGreaterThan(200);
    expect(cost("[['a', 'b'], ['c']].all(x, x.all(y, y == 'a'))")).toBeLessThan(40);
    expect(cost("{'a': ['b']}.all(x, x.contains('c'))")).toBeLessThan(20);
    expect(cost("s.replace('aaaa', 'b').contains('c')")).toBeLessThan(cost("s.replace(s, s).contains('c')"));
    expect(cost("host.has(s, texts).all(x, x == 'a')")).toBeGreaterThan(list * 3);
  });

  it('of what an expression builds ends with the limits of texts and lists', () => {
    const doubled = Array.from({ length: 10 }, () => ".replace('a', 'bbbbbbbb')").join('');
    expect(cost(`'${'a'.repeat(100)}'${doubled}.size() > 0`)).toBeLessThan(limits.textLength * 8);
    expect(cost('lists.range(1000000000).size() > 0')).toBeLessThan(limits.listLength * 2);
  });

  it.each([
    'any.all(x, x == any)',
    'type(any) == string',
    'any.?a.?b.orValue(any)',
    'optional.of(any).hasValue()',
    "{s: any, 'a': [raw]}[s]",
    'texts.join(s).lowerAscii().upperAscii()',
    "'%s %d'.format([texts, i])",
    'ints.sort().distinct().reverse() == ints.slice(0, 1)',
    '[ints, ints].flatten() == ints',
    'texts.sortBy(t, t.size()) == texts',
    'labels.transformMap(k, v, v + k) == labels',
    'labels.transformMapEntry(k, v, {v: k}) == labels',
    'string(i) + string(raw) + string(b)',
    "timestamp(s) + duration('1s') > timestamp(i)",
    '-i % 2 * 3 / 4 - 5',
    'thing == thing && thing in [thing]',
    'has(any.a) && any.exists_one(x, has(x.b))',
  ])('of %s is far below the bound', (source) => {
    expect(cost(source)).toBeGreaterThan(0);
    expect(cost(source)).toBeLessThan(limits.cost / 20);
  });
});
