import { describe, expect, it } from 'vitest';
import { fail } from '../evaluation-failure.ts';
import type { ObjectField, Overload } from '../scope.ts';
import {
  call,
  choice,
  comprehension,
  constant,
  failure,
  list,
  local,
  logical,
  nodeAt,
  overload,
  variable,
} from '../tree/build-expr.test.support.ts';
import type { Expr, Local } from '../tree/expr.ts';
import { bool, dyn, int, text } from '../types/type.ts';
import { zeroValue } from '../values/zero-value.ts';
import { foldConstants } from './fold-constants.ts';

const x: Local = { name: 'x', type: dyn };
const v = variable('v', bool);
const any = variable('any', dyn);
const [yes, no] = [constant(true), constant(false)];
const add = overload([int, int], int, (a: bigint, b: bigint) => a + b);
const repeat = overload([text, int], text, (a: string, count: bigint) => a.repeat(Number(count)));
const broken = overload([], bool, () => fail('broken'));
const ofHost: Overload = { ...add, isPure: false };

function constantOf(expr: Expr): unknown {
  const folded = foldConstants(expr);
  return folded.kind === 'constant' ? folded.value : folded.kind;
}

describe('foldConstants computes', () => {
  it.each<[string, Expr, unknown]>([
    ['a call of constants', call([add], [constant(1n), call([add], [constant(2n), constant(3n)])]), 6n],
    ['a list', list(constant(1n), constant('a')), [1n, 'a']],
    ['a macro', comprehension('filter', list(yes, no), { first: x, condition: local(x) }), [true]],
    ['a constant variable', variable('eventType', text, { constant: 'exec' }), 'exec'],
    ['a bound constant', bind(constant(2n), call([add], [local(x), constant(1n)])), 3n],
    ['what a name that is not used leaves', bind(any, yes), true],
  ])('%s', (_text, expr, expected) => {
    expect(constantOf(expr)).toEqual(expected);
  });

  it.each<[string, Expr]>([
    ['a variable', any],
    ['a call of a variable', call([add], [any, constant(1n)])],
    ['a function of the host', call([ofHost], [constant(1n), constant(1n)])],
    ['what may be a function of the host', call([add, ofHost], [constant(1n), constant(1n)])],
    ['what fails', call([broken], [])],
    ['what is made of what fails', list(call([broken], []))],
    ['what is too large', call([repeat], [constant('a'), constant(10_000n)])],
    ['what its locals decide', comprehension('all', any, { first: x, condition: call([broken], [local(x)]) })],
  ])('not %s', (_text, expr) => {
    expect(foldConstants(expr)).toBe(expr);
  });

  it('what is as large as may be', () => {
    expect(constantOf(call([repeat], [constant('a'), constant(9999n)]))).toHaveLength(9999);
  });

  it.each([
    [1000, 'constant'],
    [1001, 'comprehension'],
  ])('macros over %i elements: %s', (count, kind) => {
    const range = constant(new Array(count).fill(true));
    expect(foldConstants(comprehension('all', range, { first: x, condition: local(x) })).kind).toBe(kind);
  });
});

describe('foldConstants shortens', () => {
  it.each<[string, Expr, unknown]>([
    ['v && false', logical('and', v, no), false],
    ['error && false', logical('and', failure(1), no), false],
    ['error || true', logical('or', failure(1), yes), true],
    ['true && true', logical('and', yes, yes), true],
    ['true ? false : error', choice(yes, no, failure(1)), false],
    ['false ? error : true', choice(no, failure(1), yes), true],
  ])('%s', (_text, expr, expected) => {
    expect(constantOf(expr)).toBe(expected);
  });

  it.each<[string, Expr, Expr]>([
    ['true && v', logical('and', yes, v), v],
    ['v || false', logical('or', v, no), v],
    ['error && true', logical('and', failure(1), yes), failure(1)],
    ['true ? v : error', choice(yes, v, failure(1)), v],
    ['true && v && any', logical('and', yes, v, any), logical('and', v, any)],
  ])('%s', (_text, expr, expected) => {
    expect(foldConstants(expr)).toEqual(expected);
  });

  it.each<[string, Expr]>([
    ['true && any: it may not be bool', logical('and', yes, any)],
    ['1 && any', logical('and', constant(1n, dyn), any)],
    ['error ? true : true', choice(failure(1), yes, yes)],
  ])('not %s', (_text, expr) => {
    expect(foldConstants(expr)).toBe(expr);
  });
});

describe('foldConstants reads fields that no object has', () => {
  const absent: ObjectField = { type: text, isAbsent: true, read: () => 'never', has: () => true };
  const { isAbsent: _, ...present } = absent;
  const object = { kind: 'object', name: 'Event' } as const;
  const field = (operand: Expr, of: ObjectField, isTest = false): Expr => ({
    kind: 'field',
    type: isTest ? bool : of.type,
    node: nodeAt(0),
    operand,
    field: of,
    isTest,
  });
  const root = variable('event', object, { isRoot: true });

  it('as their zero value', () => {
    expect(constantOf(field(root, absent))).toBe('');
    expect(constantOf(field(root, absent, true))).toBe(false);
    const inner = field(root, { ...absent, type: object });
    expect(constantOf(field(inner, present))).toBe('');
    expect(constantOf(field(inner, present, true))).toBe(false);
  });

  it('unless that would hide an error', () => {
    expect(constantOf(field(root, present))).toBe('field');
    expect(constantOf(field(variable('event', object), absent))).toBe('field');
    expect(constantOf(field(constant(zeroValue(object), object), present))).toBe('');
    expect(constantOf(field(constant({}, object), present))).toBe('field');
  });
});

function bind(value: Expr, body: Expr): Expr {
  return { kind: 'bind', type: body.type, node: nodeAt(0), local: x, value, body };
}
