import { fail } from '../evaluation-failure.ts';
import type { SimpleName, Type } from '../types/type.ts';
import { Duration } from './duration.ts';
import { isMap, mapFind, mapKeys } from './map-value.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';

/**
 * The name of the type of a run-time value; `list` and `map` without parameters.
 *
 * @throws EvaluationFailure for what is no CEL value, such as a function inside a dyn
 */
export function typeNameOf(value: unknown): SimpleName | 'list' | 'map' {
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

/** Whether a run-time value is of a type; looks into lists and maps as far as their type says something. */
export function hasType(value: unknown, type: Type): boolean {
  switch (type.kind) {
    case 'empty':
      return true;
    case 'object':
      return typeof value === 'object';
    case 'list':
      return Array.isArray(value) && value.every((element) => hasType(element, type.element));
    case 'map':
      return (
        isMap(value) &&
        mapKeys(value).every((key) => hasType(key, type.key) && hasType(mapFind(value, key), type.value))
      );
    case 'simple':
      return type.name === 'dyn' || typeNameOf(value) === type.name;
  }
}

/** The name of the type of a run-time value for messages: never throws. */
export function shownType(value: unknown): string {
  try {
    return typeNameOf(value);
  } catch {
    return typeof value;
  }
}

function objectTypeName(value: object | null): SimpleName | 'list' | 'map' {
  if (value === null) return 'null_type';
  if (value instanceof Uint) return 'uint';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof TypeValue) return 'type';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  return isMap(value) ? 'map' : fail('Expected CEL value, got "object of a class"');
}
