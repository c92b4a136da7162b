import { SimpleTestSchema } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { fromJson, type JsonObject } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { runSpecTest } from './run-spec-test.ts';

const int = { primitive: 'INT64' };
const error = { errors: [{ message: 'any' }] };

describe('passes', () => {
  it.each<[string, JsonObject]>([
    ['the value', { expr: '1 + 1', value: { int64Value: '2' } }],
    ['true, where nothing is expected', { expr: '1 < 2' }],
    ['NaN', { expr: '0.0 / 0.0', value: { doubleValue: 'NaN' } }],
    [
      'the value of what is given',
      { expr: 'a', bindings: { a: { value: { uint64Value: '1' } } }, value: { uint64Value: '1' } },
    ],
    ['an error of the evaluation', { expr: '1 / 0', evalError: error }],
    ['an error of a constant argument, unchecked', { expr: "'%a'.format([1])", disableCheck: true, evalError: error }],
    ['a name that is unknown, unchecked', { expr: 'a', disableCheck: true, evalError: error }],
    [
      'the type',
      { expr: 'a', typeEnv: [{ name: 'a', ident: { type: int } }], checkOnly: true, typedResult: { deducedType: int } },
    ],
  ])('%s', (_, test) => {
    expect(() => run(test)).not.toThrow();
  });
});

describe('fails', () => {
  it.each<[string, JsonObject]>([
    ['another value', { expr: '1 + 1', value: { int64Value: '3' } }],
    ['a value of another type', { expr: '1u', value: { int64Value: '1' } }],
    ['0.0 for -0.0', { expr: '0.0', value: { doubleValue: -0 } }],
    ['a list with one more', { expr: '[1, 2]', value: { listValue: { values: [{ int64Value: '1' }] } } }],
    ['a key of another type', { expr: '{1u: 1}', value: mapOf({ int64Value: '1' }) }],
    ['false, where nothing is expected', { expr: '2 < 1' }],
    ['a value where an error is expected', { expr: '1', evalError: error }],
    ['an error where a value is expected', { expr: '1 / 0', value: { int64Value: '1' } }],
    ['a type error where an error of the evaluation is expected', { expr: "1 + 'a'", evalError: error }],
    ['a syntax error where an error of the evaluation is expected', { expr: '1 +', evalError: error }],
    ['another type', { expr: '1u', checkOnly: true, typedResult: { deducedType: int } }],
    ['an unknown value expected', { expr: '1', unknown: { exprs: ['1'] } }],
  ])('%s', (_, test) => {
    expect(() => run(test)).toThrow();
  });
});

function mapOf(key: JsonObject): JsonObject {
  return { mapValue: { entries: [{ key, value: { int64Value: '1' } }] } };
}

function run(test: JsonObject): void {
  runSpecTest(fromJson(SimpleTestSchema, test));
}
