import { fail } from '../evaluation-failure.ts';
import { isSimple, type SimpleName, type Type } from '../types/type.ts';
import { CidrValue } from './cidr-value.ts';
import { Duration } from './duration.ts';
import { IpValue } from './ip-value.ts';
import { isMap, type MapValue, mapFind, mapKeys } from './map-value.ts';
import { OptionalValue } from './optional-value.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';
import { Visits } from './visits.ts';

/** A type without its parameters. */
export type TypeName = SimpleName | 'list' | 'map' | 'type' | 'optional_type';

/**
 * The name of the type of a run-time value, without parameters.
 *
 * @throws EvaluationFailure for what is no CEL value, such as a function inside a dyn
 */
export function typeNameOf(value: unknown): TypeName {
  switch (typeof value) {
    case 'string':
    case 'bigint':
      return typeof value === 'string' ? 'string' : 'int';
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'object':
      return objectTypeName(value);
    default:
      return fail(`Expected CEL value, got "${typeof value}"`);
  }
}

/**
 * Whether a run-time value is of a type; looks into lists, maps and optionals as far as their type says something. A
 * type variable stands for any.
 *
 * @throws EvaluationFailure limit for lists and maps that hold too many values
 */
export function hasType(value: unknown, type: Type, visits?: Visits): boolean {
  switch (type.kind) {
    case 'variable':
      return true;
    case 'object':
    case 'abstract':
      return typeof value === 'object';
    case 'list':
      return Array.isArray(value) && haveType(value, type.element, visits);
    case 'map':
      return isMap(value) && entriesHaveType(value, type, visits);
    case 'optional':
      return (
        value instanceof OptionalValue && (value.value === undefined || hasType(value.value, type.element, visits))
      );
    case 'type':
      return value instanceof TypeValue;
    case 'simple':
      return type.name === 'dyn' || typeNameOf(value) === type.name;
  }
}

function haveType(values: readonly unknown[], type: Type, visits = new Visits()): boolean {
  if (isAny(type)) return true;
  visits.count(values.length);
  return values.every((value) => hasType(value, type, visits));
}

function entriesHaveType(map: MapValue, { key, value }: Type & { kind: 'map' }, visits = new Visits()): boolean {
  if (isAny(key) && isAny(value)) return true;
  const keys = mapKeys(map);
  return (
    haveType(keys, key, visits) &&
    haveType(
      keys.map((name) => mapFind(map, name)),
      value,
      visits,
    )
  );
}

function isAny(type: Type): boolean {
  return type.kind === 'variable' || isSimple(type, 'dyn');
}

/** The name of the type of a run-time value for messages: never throws. */
export function shownType(value: unknown): string {
  try {
    return typeNameOf(value);
  } catch {
    return typeof value;
  }
}

function objectTypeName(value: object | null): TypeName {
  if (value === null) return 'null_type';
  if (value instanceof Uint) return 'uint';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof TypeValue) return 'type';
  if (value instanceof OptionalValue) return 'optional_type';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  if (value instanceof IpValue) return 'net.IP';
  if (value instanceof CidrValue) return 'net.CIDR';
  return isMap(value) ? 'map' : fail('Expected CEL value, got "object of a class"');
}
