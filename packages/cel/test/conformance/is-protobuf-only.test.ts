import { type SimpleTest, SimpleTestSchema } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { getTestRegistry } from '@bufbuild/cel-spec/testdata/registry.js';
import { fromJson, type JsonObject } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { isProtobufOnly } from './is-protobuf-only.ts';

const proto3 = 'cel.expr.conformance.proto3';
const message = { '@type': `type.googleapis.com/${proto3}.TestAllTypes` };
const duration = { '@type': 'type.googleapis.com/google.protobuf.Duration', value: '1s' };

describe('needs protobuf', () => {
  it.each<[string, JsonObject]>([
    ['a literal', { expr: 'A{}' }],
    ['a literal of a well-known type', { expr: 'google.protobuf.Duration{seconds: 1}' }],
    ['the name of a message', { expr: `${proto3}.TestAllTypes` }],
    ['the name of an enum in its container', { expr: 'GlobalEnum.GAZ', container: proto3 }],
    ['the name of an extension', { expr: 'f(cel.expr.conformance.proto2.int32_ext)' }],
    ['a variable of a message type', { expr: 'a', typeEnv: [variable({ messageType: `${proto3}.TestAllTypes` })] }],
    [
      'a variable of a wrapper type',
      { expr: 'a', typeEnv: [variable({ listType: { elemType: { wrapper: 'INT64' } } })] },
    ],
    ['a variable of any message', { expr: 'a', typeEnv: [variable({ wellKnown: 'ANY' })] }],
    ['a message given', { expr: 'a', bindings: { a: { value: { objectValue: message } } } }],
    ['a message expected', { expr: 'a', value: { listValue: { values: [{ objectValue: message }] } } }],
    ['an enum expected', { expr: 'a', value: { enumValue: { type: 'a', value: 1 } } }],
  ])('%s', (_, test) => {
    expect(isProtobufOnly(read(test))).toBe(true);
  });
});

describe('does not', () => {
  it.each<[string, JsonObject]>([
    ['the name of a message elsewhere than in its container', { expr: 'GlobalEnum.GAZ' }],
    ['the name of a message in a string', { expr: `'${proto3}.TestAllTypes{}'` }],
    ['the name of a time type', { expr: 'google.protobuf.Timestamp == google.protobuf.Duration' }],
    ['a variable of a time type', { expr: 'a', typeEnv: [variable({ messageType: 'google.protobuf.Duration' })] }],
    ['a duration given', { expr: 'a', bindings: { a: { value: { objectValue: duration } } } }],
    ['a duration expected', { expr: 'a', value: { objectValue: duration } }],
    ['a type expected', { expr: 'a', typedResult: { deducedType: { primitive: 'INT64' } } }],
    ['a map behind "in"', { expr: '1 in {}' }],
  ])('%s', (_, test) => {
    expect(isProtobufOnly(read(test))).toBe(false);
  });
});

function variable(type: JsonObject): JsonObject {
  return { name: 'a', ident: { type } };
}

function read(test: JsonObject): SimpleTest {
  return fromJson(SimpleTestSchema, test, { registry: getTestRegistry() });
}
