import { describe, expect, it } from 'vitest';
import { CelError } from '../cel-error.ts';
import { createEnvironment } from '../environment.ts';
import { limits } from '../limits.ts';
import { comprehension, constant, local } from '../tree/build-expr.test.support.ts';
import type { Expr } from '../tree/expr.ts';
import { bool } from '../types/type.ts';
import { checkCost } from './check-cost.ts';
import { estimateCost } from './estimate-cost.ts';

const environment = createEnvironment({
  variables: { s: 'string', list: 'list(int)', texts: 'list(string)' },
  extensions: ['strings', 'lists'],
});

function errorOf(source: string): CelError {
  try {
    environment.compile(source);
  } catch (error) {
    if (error instanceof CelError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Of 99,999 elements with 100 steps each, and some around them. */
function ofSteps(around: number): Expr {
  const first = { name: 'x', type: bool };
  const range = constant(new Array(99_999).fill(true));
  const condition = negated(local(first), 98);
  return negated(comprehension('all', range, { first, condition }), around);
}

function negated(operand: Expr, times: number): Expr {
  if (times === 0) return operand;
  const inner = negated(operand, times - 1);
  return { kind: 'not', type: bool, node: operand.node, operand: inner };
}

describe('the bound', () => {
  it('lets an expression of so many steps pass, and none of one more', () => {
    const most = limits.cost - estimateCost(ofSteps(0));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(limits.depth);
    expect(() => checkCost(ofSteps(most))).not.toThrow();
    expect(() => checkCost(ofSteps(most + 1))).toThrow(expect.objectContaining({ code: 'limit' }));
  });

  it.each([
    'list.all(a, list.all(b, a == b))',
    'texts.exists(a, texts.exists(b, a.contains(b)))',
    `texts.exists(a, [${"'pool.example.com', ".repeat(500)}].exists(d, a.contains(d)))`,
    "texts.exists(a, a.matches('^([0-9]{1,3}\\\\.){3}[0-9]{1,3}(:[0-9]{1,5})?$'))",
    "texts.filter(a, a.startsWith('-')).map(a, a.lowerAscii()).exists(a, a in ['-x', '-y'])",
  ])('lets %s pass', (source) => {
    environment.compile(source);
  });

  it.each([
    ['list.all(a, list.all(b, list.all(c, list.all(d, a + b == c + d))))', 'list.all(b, '],
    ['s == s && list.all(a, list.all(b, list.all(c, list.all(d, true)))) || true', 'list.all(a, '],
    ['[1].all(x, texts.all(a, texts.all(b, texts.all(c, a == b + c))))', 'texts.all(a, '],
    ["lists.range(100000).all(a, s.contains('a'))", 'lists.range(100000).all(a, '],
    ['lists.range(100000).all(a, lists.range(100000).all(b, true))', 'lists.range(100000).all(a, '],
    ["s.matches('((a{100}){10}){1000}') && texts.all(t, s.matches('((a{100}){10}){1000}'))", 's.matches('],
  ])('refuses %s at the piece', (source, place) => {
    const error = errorOf(source);
    expect(error.code).toBe('limit');
    expect(error.message).toMatch(
      /^Too high cost "\d+", maximum 10000000; estimated for lists of 128 elements and texts/,
    );
    expect(source.slice(error.start)).toMatch(new RegExp(`^${place.replace(/[.()]/g, '\\$&')}`));
  });
});
