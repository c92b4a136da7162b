import { describe, expect, it } from 'vitest';
import { lowerAscii } from '../stdlib/text-edit.ts';
import { Hits } from './hits.ts';
import type { Operator } from './literal.ts';
import { Random } from './random-rules.test.support.ts';
import { type Asked, IntegerIndex, TextIndex } from './subject-index.ts';

const tests: Readonly<Record<Operator, (text: string, value: string) => boolean>> = {
  equals: (text, value) => text === value,
  prefix: (text, value) => text.startsWith(value),
  suffix: (text, value) => text.endsWith(value),
  contains: (text, value) => text.includes(value),
};

const operators: readonly Operator[] = ['equals', 'prefix', 'suffix', 'contains'];
const units = ['a', 'b', 'A', '/', '.', 'é', 'ā', '\u{1f600}'];

function text(random: Random, length: number): string {
  return Array.from({ length: random.below(length) }, () => random.of(units)).join('');
}

function rulesFound(size: number, find: (hits: Hits) => void): readonly number[] {
  const hits = new Hits(size);
  hits.clear();
  find(hits);
  hits.sort();
  return [...hits.positions.subarray(0, hits.count)];
}

describe('TextIndex', () => {
  it.each([1, 2, 3, 4, 5])('finds the rules whose value the text has: seed %i', (seed) => {
    const random = new Random(seed);
    const asked = Array.from({ length: 60 * seed }, (_, rule): Asked => {
      const isLower = random.below(2) === 0;
      const value = `${text(random, 8)}x`;
      return { rule, operator: random.of(operators), value: isLower ? lowerAscii(value) : value, isLower };
    });
    const index = new TextIndex(asked);
    const values = asked.map(({ value }) => String(value));
    for (let round = 0; round < 200; round++) {
      const subject =
        random.below(2) === 0 ? random.of(values) : `${text(random, 9)}${random.of(values)}${text(random, 3)}`;
      const expected = asked.filter(({ operator, value, isLower }) =>
        tests[operator](isLower ? lowerAscii(subject) : subject, String(value)),
      );
      expect(rulesFound(asked.length, (hits) => index.find(subject, hits))).toEqual(expected.map(({ rule }) => rule));
    }
  });

  it('finds values of any length in a long text', () => {
    const long = Array.from({ length: 3000 }, (_, index) => String.fromCharCode(33 + ((index * 7919) % 90))).join('');
    const lengths = [1, 2, 3, 4, 5, 8, 100, 2999, 3000];
    const asked = lengths.map((length, rule): Asked => {
      return { rule, operator: 'contains', value: long.slice(3000 - length), isLower: false };
    });
    const index = new TextIndex(asked);
    const all = asked.map(({ rule }) => rule);
    expect(rulesFound(all.length, (hits) => index.find(long, hits))).toEqual(all);
    expect(rulesFound(all.length, (hits) => index.find(long.slice(1), hits))).toEqual(all.slice(0, -1));
  });
});

describe('IntegerIndex', () => {
  it.each<[number | bigint, readonly number[]]>([
    [5, [0, 3]],
    [2n ** 63n, [1]],
    [-1, [2]],
    [6, []],
  ])('finds the rules that ask for %i', (value, rules) => {
    const values = [5n, 2n ** 63n, -1n, 5n];
    const index = new IntegerIndex(
      values.map((one, rule) => ({ rule, operator: 'equals', value: one, isLower: false })),
    );
    expect(rulesFound(4, (hits) => index.find(value, hits))).toEqual(rules);
  });
});

describe('Hits', () => {
  it.each([24, 25])('of %i rules are in order, each once', (count) => {
    const found = rulesFound(count, (hits) => {
      for (let position = count - 1; position >= 0; position--) hits.addAll([position, 0, position]);
    });
    expect(found).toEqual(Array.from({ length: count }, (_, position) => position));
  });

  it('of one event are not those of the next', () => {
    const hits = new Hits(3);
    hits.clear();
    hits.addAll([2, 1]);
    hits.clear();
    hits.add(1);
    expect([hits.count, hits.positions[0]]).toEqual([1, 1]);
  });
});
