import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { literalsOf } from './literals-of.ts';
import { matchPlan } from './match-plan.ts';
import { parsePattern } from './parse-pattern.ts';
import { randomGarbage, randomNumbers, randomPattern, randomText } from './random-pattern.test.support.ts';

const patterns = 3_000;
const texts = 20;

function re2(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

describe.each([
  ['patterns', 1, randomPattern],
  ['text like a pattern', 2, randomGarbage],
])('random %s', (_name, seed, make) => {
  const random = randomNumbers(seed);
  const cases = Array.from({ length: patterns }, () => make(random)).flatMap((pattern) => {
    const compiled = re2(pattern);
    return compiled === undefined ? [] : [{ pattern, compiled }];
  });

  it('are read, whatever RE2 reads', () => {
    expect(cases.filter(({ pattern }) => parsePattern(pattern) === undefined)).toEqual([]);
    expect(cases.length).toBeGreaterThan(patterns / 8);
  });

  it('match where RE2 does, on each engine', () => {
    const found = new Map<string, number>();
    for (const { pattern, compiled } of cases) {
      const { engine, test } = matchPlan(pattern);
      for (let i = 0; i < texts; i++) {
        const text = randomText(random);
        const matches = compiled.test(text);
        found.set(`${engine} ${matches}`, (found.get(`${engine} ${matches}`) ?? 0) + 1);
        if (test(text) !== matches) expect.fail(`${engine} ${JSON.stringify({ pattern, text, matches })}`);
      }
    }
    // Not by having tried nothing: the engines have said both yes and no.
    expect(found.size).toBeGreaterThan(4);
  });

  it('match only texts with the literals that they need', () => {
    for (const { pattern, compiled } of cases) {
      const { exact, prefix, suffix, contains } = literalsOf(pattern);
      for (let i = 0; i < texts; i++) {
        const text = randomText(random);
        const matches = compiled.test(text);
        const isPossible =
          (exact?.includes(text) ?? true) &&
          (prefix?.some((literal) => text.startsWith(literal)) ?? true) &&
          (suffix?.some((literal) => text.endsWith(literal)) ?? true) &&
          (contains?.some((literal) => text.includes(literal)) ?? true);
        if (matches && !isPossible) expect.fail(JSON.stringify({ pattern, text }));
      }
      for (const text of exact ?? []) if (!compiled.test(text)) expect.fail(JSON.stringify({ pattern, text }));
    }
  });
});
