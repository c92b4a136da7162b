import {
  type CelType,
  dyn,
  formatType,
  listOf,
  mapOf,
  optionalOf,
  simpleType,
  type Type,
  typeType,
} from '../types/type.ts';
import { isMap, mapFind, mapKeys } from '../values/map-value.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { typeNameOf } from '../values/type-of.ts';

/**
 * The type that a variable has to have for a value to fit it: of lists and maps with their content, dyn where that is of
 * several types or missing.
 *
 * @throws EvaluationFailure for what is no value of the language
 */
export function typeOfValue(value: unknown): CelType {
  return formatType(typeOf(value));
}

function typeOf(value: unknown): Type {
  if (Array.isArray(value)) return listOf(common(value));
  if (value instanceof OptionalValue) return optionalOf(value.value === undefined ? dyn : typeOf(value.value));
  const name = typeNameOf(value);
  if (name === 'type') return typeType;
  if (isMap(value)) return mapOf(common(mapKeys(value)), common(mapKeys(value).map((key) => mapFind(value, key))));
  return simpleType(name as Exclude<typeof name, 'list' | 'map' | 'type' | 'optional_type'>);
}

function common(values: readonly unknown[]): Type {
  const types = new Map(values.map(typeOf).map((type) => [formatType(type), type]));
  const [first] = types.values();
  return first === undefined || types.size > 1 ? dyn : first;
}
