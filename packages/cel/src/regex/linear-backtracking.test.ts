import { describe, expect, it } from 'vitest';
import { countSteps } from './count-steps.test.support.ts';
import { hasLinearBacktracking } from './linear-backtracking.ts';
import { matchPlan } from './match-plan.ts';
import { parsePattern } from './parse-pattern.ts';
import { empty, type PatternNode } from './pattern-node.ts';
import { randomNumbers, randomPattern } from './random-pattern.test.support.ts';
import { simplify } from './simplify.ts';
import { trim } from './trim.ts';

const treeOf = (pattern: string): PatternNode => trim(simplify(parsePattern(pattern) ?? empty));

/** The pairs that hurt backtracking most repeat one or two short pieces, and end in what does not fit. */
function hostileTexts(random: (n: number) => number, length: number): string[] {
  const pieces = ['a', 'b', 'ab', 'aab', 'k', 's', ' a', '1', '/a', '_a', '\na', '-', 'é', '😀'];
  return Array.from({ length: 6 }, () => {
    const some = [pieces[random(pieces.length)] ?? '', pieces[random(pieces.length)] ?? ''];
    const text = Array.from({ length }, (_, i) => some[random(3) === 0 ? 1 : i % 2] ?? '').join('');
    return `${text.slice(0, length)}${random(2) === 0 ? '' : '!'}`;
  });
}

describe('backtracking takes linear time', () => {
  it('wherever it is said to: 256 steps a character at most, for random patterns and hostile texts', () => {
    const random = randomNumbers(3);
    let proven = 0;
    for (let i = 0; i < 3_000; i++) {
      const pattern = randomPattern(random, 4);
      const node = treeOf(pattern);
      if (!hasLinearBacktracking(node)) continue;
      proven++;
      for (const text of hostileTexts(random, 150)) {
        const { steps } = countSteps(node, text);
        if (steps > 256 * (text.length + 1)) expect.fail(JSON.stringify({ pattern, text, steps }));
      }
    }
    expect(proven).toBeGreaterThan(1_000);
  });

  it.each([
    ['[ab]a*b', 'a'],
    ['curl.*sh[0-9]', 'curl sh'],
    ['^a*a*$', 'a'],
    ['x[^/]+/y', 'x'],
    ['(?m)^\\s*x', '\n'],
    ['^.*.*x', 'a'],
  ])('%s is not said to, and would not: %j', (pattern, piece) => {
    const node = treeOf(pattern);
    const steps = (n: number) => countSteps(node, `${piece.repeat(n)}!`).steps;
    expect(hasLinearBacktracking(node)).toBe(false);
    expect(steps(32)).toBeGreaterThan(3 * steps(16));
  });

  it('up to 256 steps a character', () => {
    expect(hasLinearBacktracking(treeOf('[ab]{255}'))).toBe(true);
    expect(hasLinearBacktracking(treeOf('[ab]{256}'))).toBe(false);
  });
});

describe('one megabyte takes no more than twice as long as half of it', () => {
  const ms = (action: () => void) => {
    const start = performance.now();
    action();
    return performance.now() - start;
  };
  const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

  it.each([
    ['(a*)*b$', 'a'],
    ['^(a+)+$', 'a'],
    ['[ab]a*b', 'a'],
    ['(x+x+)+y$', 'xxy'],
    ['curl.*sh[0-9]', 'curl sh'],
    ['^(a|b|ab)*c', 'ab'],
    ['^(\\w+\\s?)*$', 'a'],
    ['^(?:[a-z]+[.])*[a-z]+$', 'abc.'],
    ['(?:[0-9]{1,3}[.]){3}[0-9]{1,3}x', '1.1'],
    ['(?i)\\bselect\\b.*\\bfrom\\b', 'select '],
    ['^(?:a|bb|cd)*x', 'abbcd'],
  ])('%s on %j', (pattern, piece) => {
    const { test } = matchPlan(pattern);
    const text = (length: number) => `${piece.repeat(length / piece.length)}!`;
    const [half, whole] = [text(1 << 19), text(1 << 20)];
    test(half);
    const halves = Array.from({ length: 5 }, () => ms(() => test(half)));
    const wholes = Array.from({ length: 5 }, () => ms(() => test(whole)));
    // Quadratic time would be minutes. The tenth of a second is for what the machine does beside.
    expect(median(wholes)).toBeLessThan(3 * median(halves) + 100);
  });
});
