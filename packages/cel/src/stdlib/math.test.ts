import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { Uint } from '../values/uint.ts';

const environment = createEnvironment({ variables: { x: 'dyn' }, extensions: ['math'] });
const evaluate = (source: string, x: unknown = 0) => environment.compile(source).evaluateValue({ x });
const uint = (value: bigint) => new Uint(value);

describe('math (cases of cel-spec math_ext, and the edges of 64 bits)', () => {
  const table: [source: string, value: unknown][] = [
    ['math.greatest(-5)', -5n],
    ['math.greatest(1, 1u)', 1n],
    ['math.greatest(5u, -7)', uint(5n)],
    ['math.greatest(1, 1.797693e308)', 1.797693e308],
    ['math.greatest(3.0, 2, 3u)', 3],
    ['math.greatest(9223372036854775807, 18446744073709551615u)', uint(18446744073709551615n)],
    ['math.greatest([5.4, 10, 3u, -5.0])', 10n],
    ['math.greatest([1, 3, 2])', 3n],
    ['math.least(5.5, -7.5)', -7.5],
    ['math.least(1u, 10, -1.0)', -1],
    ['math.least([dyn(5.4), dyn(1u)])', uint(1n)],
    ['math.ceil(-1.2)', -1],
    ['math.floor(-1.2)', -2],
    ['math.round(-1.5)', -2],
    ['math.round(2.5)', 3],
    ['math.round(0.49999999999999994)', 0],
    ['math.trunc(-1.9)', -1],
    ['math.abs(-11)', 11n],
    ['math.abs(-11.5)', 11.5],
    ['math.abs(1u)', uint(1n)],
    ['math.sign(-11)', -1n],
    ['math.sign(0)', 0n],
    ['math.sign(100u)', uint(1n)],
    ['math.sign(-32.0)', -1],
    ['math.sign(-0.0)', 0],
    ['math.sqrt(81.0)', 9],
    ['math.sqrt(2)', Math.SQRT2],
    ['math.sqrt(16u)', 4],
    ['math.isNaN(math.sqrt(-1.0)) && math.isNaN(math.sign(0.0/0.0)) && math.isNaN(math.round(0.0/0.0))', true],
    ['math.isInf(-1.0/0.0) && !math.isInf(0.0/0.0) && !math.isInf(1.0)', true],
    ['math.isFinite(1.5) && !math.isFinite(0.0/0.0) && !math.isFinite(1.0/0.0)', true],
    ['math.bitAnd(1, -1)', 1n],
    ['math.bitAnd(1u, 3u)', uint(1n)],
    ['math.bitOr(4, -2)', -2n],
    ['math.bitXor(4, -2)', -6n],
    ['math.bitXor(1u, 3u)', uint(2n)],
    ['math.bitNot(-9223372036854775808)', 9223372036854775807n],
    ['math.bitNot(0u)', uint(18446744073709551615n)],
    ['math.bitShiftLeft(1, 63)', -9223372036854775808n],
    ['math.bitShiftLeft(1, 64)', 0n],
    ['math.bitShiftLeft(-1, 9223372036854775807)', 0n],
    ['math.bitShiftLeft(3u, 63)', uint(9223372036854775808n)],
    ['math.bitShiftRight(-1024, 3)', 2305843009213693824n],
    ['math.bitShiftRight(-1024, 0)', -1024n],
    ['math.bitShiftRight(-1024, 64)', 0n],
    ['math.bitShiftRight(1024u, 2)', uint(256n)],
  ];
  it.each(table)('%s', (source, value) => {
    expect(evaluate(source)).toStrictEqual(value);
  });

  it.each([
    ['math.abs(-9223372036854775808)', 0],
    ['math.bitShiftLeft(1u, -1)', 0],
    ['math.bitShiftRight(1, -1)', 0],
    ['math.greatest(0.0/0.0, 1.0)', 0],
    ['math.greatest(x)', []],
    ['math.greatest(x)', ['a']],
    ['math.greatest(x)', [1, 'a']],
    ['math.greatest(x, 1)', 'a'],
    ['math.ceil(x)', 1n],
    ['math.sign(x)', true],
    ['math.bitOr(x, 1)', 1.2],
  ])('%s for %s is an evaluation error', (source, x) => {
    expect(() => evaluate(source, x)).toThrow(expect.objectContaining({ code: 'evaluation' }));
  });

  it.each([
    ['math.greatest(1)', 'int'],
    ['math.greatest(1, 2u)', 'dyn'],
    ['math.least(1u, 2u, 3u)', 'uint'],
    ['math.least([1.0])', 'double'],
    ['math.sqrt(2)', 'double'],
    ['math.abs(2)', 'int'],
    ['math.bitShiftLeft(1u, 1)', 'uint'],
  ])('%s is of type %s', (source, type) => {
    expect(environment.compile(source).type).toBe(type);
  });

  it.each(["math.greatest('a')", 'math.ceil(1)', 'math.bitAnd(1, 1u)', 'math.greatest()'])(
    '%s is refused',
    (source) => {
      expect(() => environment.compile(source)).toThrow();
    },
  );
});
