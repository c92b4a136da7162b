import { TypeSchema } from '@bufbuild/cel-spec/cel/expr/checked_pb.js';
import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { EnumValueSchema } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import { getTestRegistry } from '@bufbuild/cel-spec/testdata/registry.js';
import { isMessage, type Message } from '@bufbuild/protobuf';
import { AnySchema } from '@bufbuild/protobuf/wkt';
import { namesIn } from './names-in.ts';

/**
 * Whether a test cannot be put without protobuf: its expression has the literal of a message or names a message, an enum
 * or an extension; a declaration or the expected type is of a message, a wrapper or Any; or a value that is given or
 * expected is a message or an enum. Timestamps and durations are values of the language, whatever they are carried in.
 */
export function isProtobufOnly(test: SimpleTest): boolean {
  return hasProtobufName(test) || contains([test.typeEnv, test.bindings, test.resultMatcher], isProtobufPart);
}

const registry = getTestRegistry();
const ordinary = new Set(['google.protobuf.Timestamp', 'google.protobuf.Duration']);
const wellKnownAny = 1;

function hasProtobufName({ expr, container }: SimpleTest): boolean {
  return namesIn(expr).some(
    ({ name, isLiteral }) => isLiteral || prefixes(name).some((prefix) => isOfProtobuf(prefix, container)),
  );
}

/** `a.b.c`, `a.b`, `a`: each of them could be the name, and the rest fields. */
function prefixes(name: string): string[] {
  const parts = name.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

function isOfProtobuf(name: string, container: string): boolean {
  const scopes = ['', ...prefixes(container).map((scope) => `${scope}.`)];
  return scopes.some((scope) => {
    const full = scope + name;
    return !ordinary.has(full) && registry.get(full) !== undefined;
  });
}

function isProtobufPart(message: Message): boolean {
  if (isMessage(message, EnumValueSchema)) return true;
  if (isMessage(message, AnySchema)) return !ordinary.has(message.typeUrl.replace(/^.*\//, ''));
  if (!isMessage(message, TypeSchema)) return false;
  const { typeKind } = message;
  if (typeKind.case === 'wellKnown') return typeKind.value === wellKnownAny;
  if (typeKind.case === 'messageType') return !ordinary.has(typeKind.value);
  return typeKind.case === 'wrapper';
}

function contains(value: unknown, isWanted: (message: Message) => boolean): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  if (isMessage(value) && isWanted(value)) return true;
  return Object.values(value).some((part) => contains(part, isWanted));
}
