import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';

const environment = createEnvironment({ variables: { x: 'dyn' }, extensions: ['optionals'] });
const evaluate = (source: string, x: unknown = null) => environment.compile(source).evaluate({ x });

describe('optionals (cases of cel-spec optionals, and the functions on lists of cel-go)', () => {
  it.each([
    ['optional.of(null).hasValue()', true],
    ['optional.none().hasValue()', false],
    ['optional.of(1).value()', 1n],
    ['optional.none().or(optional.none()).orValue(42)', 42n],
    ['optional.of(1).or(optional.of(2)).value()', 1n],
    ['optional.of(1).orValue(2)', 1n],
    ['x.orValue(2)', 1n],
    ['x.or(optional.of(2)).value()', 1n],
    ['optional.none() == optional.none()', true],
    ['optional.none() == optional.of(1)', false],
    ['optional.of(1) == optional.of(1)', true],
    ['optional.of(1) != optional.of(2)', true],
    ['dyn(optional.of(1)) == 1', false],
    ['[1, 2, 3].first().value()', 1n],
    ['[1, 2, 3].last().value()', 3n],
    ['[].first().hasValue() || [].last().hasValue()', false],
    ['optional.unwrap([optional.of(42), optional.none(), optional.of(7)])', [42n, 7n]],
    ['[optional.of(42), optional.none()].unwrapOpt()', [42n]],
    ['type(optional.none()) == optional_type', true],
  ])('%s', (source, value) => {
    expect(evaluate(source, environment.compile('optional.of(1)').evaluateValue({}))).toStrictEqual(value);
  });

  it.each(['null', 'false', '0', '0u', '0.0', '-0.0', "''", "b''", '[]', '{}', 'timestamp(0)', "duration('0s')", 'x'])(
    '%s is a zero value',
    (source) => {
      expect(evaluate(`optional.ofNonZeroValue(${source}).hasValue()`, {})).toBe(false);
    },
  );

  it.each([
    'true',
    '1',
    '1u',
    '0.0/0.0',
    "' '",
    "b'\\x00'",
    '[0]',
    "{'': 0}",
    'timestamp(1)',
    "duration('1ns')",
    'int',
    'optional.none()',
    'x',
  ])('%s is none', (source) => {
    expect(evaluate(`optional.ofNonZeroValue(${source}).hasValue()`, { a: 0 })).toBe(true);
  });

  it('what holds nothing has no value', () => {
    expect(() => evaluate('optional.none().value()')).toThrow(expect.objectContaining({ code: 'evaluation' }));
  });

  it.each([
    ['optional.of(1)', 'optional_type(int)'],
    ['optional.none()', 'optional_type(dyn)'],
    ['optional.none().orValue(1)', 'int'],
    ["optional.of('a').or(optional.none())", 'optional_type(string)'],
    ['[1.5].first()', 'optional_type(double)'],
    ['optional.unwrap([optional.of(1)])', 'list(int)'],
  ])('%s is of type %s', (source, type) => {
    expect(environment.compile(source).type).toBe(type);
  });
});
