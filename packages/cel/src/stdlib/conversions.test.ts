import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';

const environment = createEnvironment({ variables: {} });
const evaluate = (source: string) => environment.compile(source).evaluate({});

describe('conversions', () => {
  it.each([
    ["int('-42') + int('+1') + int(2u) + int(-3.9)", -42n],
    ['int(9223372036854774784.0)', 9223372036854774784n],
    ["uint('42') + uint(1) + uint(2.9)", 45n],
    ["double('1e3') + double(1) + double(2u)", 1003],
    ["double('-.5')", -0.5],
    ["double('-inf')", Number.NEGATIVE_INFINITY],
    ["bool('true') && bool('T') && !bool('0')", true],
    ["bytes('é')", new Uint8Array([0xc3, 0xa9])],
    ["string(b'\\xc3\\xa9')", 'é'],
    ['string(true) + string(-1) + string(2u)', 'true-12'],
    ['string(123.456)', '123.456'],
    ['string(1.0)', '1'],
    ['string(100000.0)', '100000'],
    ['string(1000000.0)', '1e+06'],
    ['string(-0.0045)', '-0.0045'],
    ['string(0.00001)', '1e-05'],
    ['string(6.02214e23)', '6.02214e+23'],
    ["string(double('NaN')) + string(double('inf')) + string(double('-inf'))", 'NaN+Inf-Inf'],
    ["string(timestamp('2009-02-13T23:31:30.5Z'))", '2009-02-13T23:31:30.5Z'],
    ["string(duration('-1.5s'))", '-1.5s'],
    ["int(timestamp('2009-02-13T23:31:30Z'))", 1234567890n],
    ["int(timestamp('1969-12-31T23:59:59.5Z'))", -1n],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toStrictEqual(value);
  });

  it.each([
    "int('')",
    "int(' 1')",
    "int('0x1')",
    "int('9223372036854775808')",
    'int(9223372036854775808.0)',
    'int(-9223372036854775808.0)',
    "int(double('NaN'))",
    'int(18446744073709551615u)',
    "uint('-1')",
    "uint('')",
    'uint(-1)',
    'uint(-0.5)',
    'uint(18446744073709551616.0)',
    "double('')",
    "double('0x1')",
    "double('1e999')",
    "bool('yes')",
    "string(b'\\xff')",
  ])('%s is an evaluation error', (source) => {
    expect(() => evaluate(source)).toThrow(expect.objectContaining({ code: 'evaluation' }));
  });

  it.each([
    ['type(1)', 'int', 'type(int)'],
    ["type([1, 'a'])", 'list', 'type(list(dyn))'],
    ["type({'a': 1u})", 'map', 'type(map(string, uint))'],
    ['type(type(1.0))', 'type', 'type(type(double))'],
    ['type(dyn(null))', 'null_type', 'type'],
    ["type(timestamp('2009-02-13T23:31:30Z'))", 'google.protobuf.Timestamp', 'type(google.protobuf.Timestamp)'],
    ['type(thing)', 'Thing', 'type(Thing)'],
  ])('%s is %s, of type %s', (source, value, type) => {
    const program = createEnvironment({ variables: { thing: 'Thing' }, types: { Thing: { a: 'int' } } }).compile(
      source,
    );
    expect(program.evaluate({ thing: { a: 1 } })).toBe(value);
    expect(program.type).toBe(type);
  });
});
