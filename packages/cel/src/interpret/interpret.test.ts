import { describe, expect, it } from 'vitest';
import { CelError } from '../cel-error.ts';
import { fail } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
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
import { bool, dyn, int, optionalOf, text } from '../types/type.ts';
import type { CelMap } from '../values/map-value.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { Uint } from '../values/uint.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { interpretProgram } from './interpret-program.ts';
import { createSlots } from './slots.ts';

const place = { start: 0, end: 99 };

/** The value, or the code and place of the error. */
function evaluate(expr: Expr, root: unknown = {}): unknown {
  try {
    return interpretProgram(expr, place)(root);
  } catch (error) {
    if (error instanceof CelError) return `${error.code} ${error.start}: ${error.message}`;
    throw error;
  }
}

const x: Local = { name: 'x', type: dyn };
const y: Local = { name: 'y', type: dyn };
const no = constant(false);
const yes = constant(true);

describe('&& and ||', () => {
  it.each<[string, Expr, unknown]>([
    ['false && error', logical('and', no, failure(1)), false],
    ['error && false', logical('and', failure(1), no), false],
    ['error && true', logical('and', failure(1), yes), 'evaluation 1: failed 1'],
    ['error && error', logical('and', failure(1), failure(2)), 'evaluation 1: failed 1'],
    ['true || error', logical('or', yes, failure(1)), true],
    ['error || true', logical('or', failure(1), yes), true],
    ['no || error || error', logical('or', no, failure(2), failure(3)), 'evaluation 2: failed 2'],
    ['1 || true', logical('or', constant(1n, dyn, 5), yes), true],
    ['1 || false', logical('or', constant(1n, dyn, 5), no), 'evaluation 5: Expected bool, got "int"'],
  ])('%s', (_text, expr, expected) => {
    expect(evaluate(expr)).toEqual(expected);
  });

  it('absorb no limit', () => {
    const items = variable('items');
    const loop = comprehension('all', items, { first: x, condition: yes });
    const root = { items: new Array(limits.iterations + 1).fill(true) };
    expect(evaluate(logical('or', loop, yes), root)).toBe(
      `limit 0: Too many elements visited, maximum ${limits.iterations}`,
    );
    expect(evaluate(logical('or', loop, yes), { items: root.items.slice(1) })).toBe(true);
  });
});

describe('a choice', () => {
  it.each<[string, Expr, unknown]>([
    ['true ? 1 : error', choice(yes, constant(1n), failure(1)), 1n],
    ['false ? error : 1', choice(no, failure(1), constant(1n)), 1n],
    ['error ? 1 : 1', choice(failure(1), constant(1n), constant(1n)), 'evaluation 1: failed 1'],
    ['"a" ? 1 : 1', choice(constant('a', dyn, 7), yes, yes), 'evaluation 7: Expected bool, got "string"'],
  ])('%s', (_text, expr, expected) => {
    expect(evaluate(expr)).toEqual(expected);
  });
});

describe('a comprehension', () => {
  const isTwo: Expr = {
    kind: 'equal',
    type: bool,
    node: nodeAt(3),
    left: local(x),
    right: constant(2n),
    isNegated: false,
  };
  /** An error for 1, false for 2, true for all else. */
  const check = call(
    [overload([dyn], bool, (value: unknown) => (value === 1n ? fail('one') : value !== 2n))],
    [local(x)],
    { node: nodeAt(4) },
  );

  it.each<[string, Expr, unknown]>([
    [
      'all: an element that decides wins',
      comprehension('all', list(constant(1n), constant(2n)), { first: x, condition: check }),
      false,
    ],
    [
      'all: else the error',
      comprehension('all', list(constant(1n), constant(3n)), { first: x, condition: check }),
      'evaluation 4: one',
    ],
    [
      'exists: an element that decides wins',
      comprehension('exists', list(constant(1n), constant(3n)), { first: x, condition: check }),
      true,
    ],
    [
      'existsOne: an error wins',
      comprehension('existsOne', list(constant(3n), constant(3n), constant(1n)), { first: x, condition: check }),
      'evaluation 4: one',
    ],
    ['existsOne', comprehension('existsOne', list(constant(2n), constant(3n)), { first: x, condition: check }), true],
    [
      'filter: an error wins',
      comprehension('filter', list(constant(3n), constant(1n)), { first: x, condition: check }),
      'evaluation 4: one',
    ],
    ['filter', comprehension('filter', list(constant(3n), constant(2n)), { first: x, condition: isTwo }), [2n]],
    [
      'of what has no elements',
      comprehension('all', constant(1n, dyn, 6), { first: x, condition: yes }),
      'evaluation 6: Expected list or map, got "int"',
    ],
    ['of a map: its keys', comprehension('filter', constant({ b: 1, a: 2 }), { first: x, condition: yes }), ['b', 'a']],
    [
      'of a list, two variables: the indexes',
      comprehension('transformList', constant(['a', 'b']), { first: x, second: y, result: list(local(x), local(y)) }),
      [
        [0n, 'a'],
        [1n, 'b'],
      ],
    ],
    [
      'of a map, two variables',
      comprehension('transformList', constant({ a: 1.5 }), { first: x, second: y, result: list(local(x), local(y)) }),
      [['a', 1.5]],
    ],
    [
      'transformList: what the condition leaves',
      comprehension('transformList', list(constant(1n), constant(2n)), {
        first: x,
        condition: isTwo,
        result: local(x),
      }),
      [2n],
    ],
  ])('%s', (_text, expr, expected) => {
    expect(evaluate(expr)).toEqual(expected);
  });

  it('makes maps, with the keys as they are', () => {
    const transformed = comprehension('transformMap', constant(['a', 'b']), { first: x, second: y, result: local(y) });
    const map = evaluate(transformed) as CelMap;
    expect(map.keys().map((key) => [key, map.find(key)])).toEqual([
      [0n, 'a'],
      [1n, 'b'],
    ]);
  });

  it('puts maps together, each key once', () => {
    const result: Expr = {
      kind: 'map',
      type: dyn,
      node: nodeAt(8),
      entries: [{ key: local(y), value: local(x), isOptional: false }],
    };
    const entries = (values: readonly string[]) =>
      evaluate(comprehension('transformMapEntry', constant(values), { first: x, second: y, result }));
    expect((entries(['a', 'b']) as CelMap).keys()).toEqual(['a', 'b']);
    expect(entries(['a', 'a'])).toBe('evaluation 8: Duplicate key of map');
  });
});

describe('a call', () => {
  const show = [
    overload([int], text, (value: bigint) => `int ${value}`),
    overload([optionalOf(int)], text, ({ value }: OptionalValue) => `optional ${value}`),
    overload([{ kind: 'list', element: { kind: 'variable', name: 'A' } }], text, (value: unknown[]) => `list ${value}`),
    overload([int, int], text, () => 'two'),
  ];

  it.each<[unknown, string]>([
    [1n, 'int 1'],
    [new OptionalValue(2n), 'optional 2'],
    [new OptionalValue('a'), 'evaluation 0: Expected arguments that f has, got "optional_type"'],
    [['a', 1n], 'list a,1'],
    ['a', 'evaluation 0: Expected arguments that f has, got "string"'],
  ])('of %s takes the overload that the value fits', (value, expected) => {
    expect(evaluate(call(show, [variable('v')]), { v: value })).toBe(expected);
  });

  it('of a function that throws is an evaluation error with its name', () => {
    const thrower = overload([], text, () => {
      throw new TypeError('broken');
    });
    expect(evaluate(call([thrower], [], { node: nodeAt(5) }))).toBe('evaluation 5: Cannot call f: broken');
  });
});

describe('a bound name', () => {
  it('is computed once, where it is first needed', () => {
    let calls = 0;
    const count = call([overload([], int, () => BigInt(++calls))], []);
    const bind = (body: Expr): Expr => ({ kind: 'bind', type: dyn, node: nodeAt(0), local: x, value: count, body });
    expect(evaluate(bind(list(local(x), local(x))))).toEqual([1n, 1n]);
    expect(evaluate(bind(yes))).toBe(true);
    expect(calls).toBe(1);
  });

  it('fails where it is used, with its own error', () => {
    const bind = (body: Expr): Expr => ({
      kind: 'bind',
      type: bool,
      node: nodeAt(0),
      local: x,
      value: failure(4),
      body,
    });
    expect(evaluate(bind(logical('or', local(x), yes)))).toBe(true);
    expect(evaluate(bind(logical('and', local(x), local(x))))).toBe('evaluation 4: failed 4');
  });

  it('is computed anew for each element', () => {
    const body: Expr = { kind: 'bind', type: dyn, node: nodeAt(0), local: y, value: list(local(x)), body: local(y) };
    const loop = comprehension('transformList', constant(['a', 'b']), { first: x, result: body });
    expect(evaluate(loop)).toEqual([['a'], ['b']]);
  });
});

describe('optionals', () => {
  const entry = (operand: Expr, isTest: boolean): Expr => ({
    kind: 'entry',
    type: dyn,
    node: nodeAt(2),
    operand,
    name: 'a',
    isTest,
  });
  const some = (value: unknown) => constant(new OptionalValue(value));
  const none = constant(new OptionalValue(undefined));
  const index = (operand: Expr, key: unknown): Expr => ({
    kind: 'index',
    type: dyn,
    node: nodeAt(2),
    operand,
    index: constant(key),
  });
  const select = (operand: Expr, key: unknown): Expr => ({
    kind: 'optionalSelect',
    type: dyn,
    node: nodeAt(2),
    operand,
    key: constant(key),
  });

  it.each<[string, Expr, unknown]>([
    ['an entry of one', entry(some({ a: 1.5 }), false), new OptionalValue(1.5)],
    ['an entry that it lacks', entry(some({ b: 1.5 }), false), new OptionalValue(undefined)],
    ['an entry of none', entry(none, false), new OptionalValue(undefined)],
    ['a test of one', entry(some({ a: 1.5 }), true), true],
    ['a test of none', entry(none, true), false],
    ['a test of what is no map', entry(constant(1n), true), 'evaluation 2: Expected map, got "int"'],
    ['an element of one', index(some(['a']), 0n), new OptionalValue('a')],
    ['an element of none', index(none, 0n), new OptionalValue(undefined)],
    ['a selection', select(constant({ a: null }), 'a'), new OptionalValue(null)],
    ['a selection beyond a list', select(constant(['a']), 1n), new OptionalValue(undefined)],
    ['a selection of one', select(some(['a']), new Uint(0n)), new OptionalValue('a')],
    ['a selection of what has no elements', select(constant(1n), 'a'), 'evaluation 2: Expected list or map, got "int"'],
  ])('%s', (_text, expr, expected) => {
    expect(evaluate(expr)).toEqual(expected);
  });

  it('are left out of lists and maps where they hold nothing', () => {
    const elements = [some(1n), none].map((value) => ({ value, isOptional: true }));
    expect(evaluate({ kind: 'list', type: dyn, node: nodeAt(0), elements })).toEqual([1n]);
    const entries = elements.map((element) => ({ ...element, key: constant('k') }));
    const map = evaluate({ kind: 'map', type: dyn, node: nodeAt(0), entries }) as CelMap;
    expect([map.keys(), map.find('k')]).toEqual([['k'], 1n]);
  });

  it('have to be optionals', () => {
    const elements = [{ value: constant(1n, dyn, 3), isOptional: true }];
    expect(evaluate({ kind: 'list', type: dyn, node: nodeAt(0), elements })).toBe(
      'evaluation 3: Expected optional_type, got "int"',
    );
  });
});

describe('every piece', () => {
  it('can be evaluated on its own, with the values of its locals given', () => {
    const body = list(local(x));
    const loop = comprehension('transformList', constant(['a']), { first: x, result: body });
    const pieces = new Map<Expr, Run>();
    const slots = createSlots();
    interpret(loop, { slots, observe: (expr, run) => pieces.set(expr, run) });
    const locals: unknown[] = [];
    locals[slots.of(x)] = 'given';
    expect(pieces.get(body)?.({ root: undefined, locals, iterations: 0 })).toEqual(['given']);
    expect([...pieces.keys()].at(-1)).toBe(loop);
  });

  it('that fails by itself evaluates its arguments first', () => {
    expect(evaluate(failure(1, [failure(2)]))).toBe('evaluation 2: failed 2');
  });

  it('that exhausts the stack ends the evaluation', () => {
    const [left, right] = [variable('a'), variable('b')];
    const same: Expr = { kind: 'equal', type: bool, node: nodeAt(0), left, right, isNegated: false };
    const root = { a: nestedList(100_000), b: nestedList(100_000) };
    expect(evaluate(logical('or', same, yes), root)).toMatch(/^limit 0: Too deeply nested value/);
  });
});

function nestedList(depth: number): unknown {
  let deep: unknown = [];
  for (let i = 0; i < depth; i++) deep = [deep];
  return deep;
}
