import type { ObjectField, Overload } from '../../scope.ts';
import { equals } from '../../values/equals.ts';
import { CelMap, isMap, type MapKey, type MapValue, mapFind, mapKeys } from '../../values/map-value.ts';
import { OptionalValue } from '../../values/optional-value.ts';
import { hasType } from '../../values/type-of.ts';
import { Uint } from '../../values/uint.ts';
import { giveUp } from '../give-up.ts';
import { type Integer, plainInteger } from './integers.ts';
import { maxReadLength } from './read.ts';

export function asBool(value: unknown): boolean {
  return typeof value === 'boolean' ? value : giveUp();
}

export function asText(value: unknown): string {
  return typeof value === 'string' && value.length <= maxReadLength ? value : giveUp();
}

export function asDouble(value: unknown): number {
  return typeof value === 'number' ? value : giveUp();
}

export function elementAt(list: readonly unknown[], index: Integer): unknown {
  return typeof index === 'number' && index >= 0 && index < list.length ? list[index] : giveUp();
}

/** `operand[index]` where only the values tell what the operand is. */
export function indexed(operand: unknown, index: unknown): unknown {
  if (isMap(operand)) return found(operand, index);
  if (!Array.isArray(operand)) return giveUp();
  const position = index instanceof Uint ? plainInteger(index.value) : index;
  return elementAt(operand, typeof position === 'bigint' ? plainInteger(position) : wholeNumber(position));
}

function wholeNumber(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : giveUp();
}

export function found(map: unknown, key: unknown): unknown {
  const value = isMap(map) ? mapFind(map, key) : undefined;
  return value === undefined ? giveUp() : value;
}

export function hasEntry(map: unknown, name: string): boolean {
  return isMap(map) ? mapFind(map, name) !== undefined : giveUp();
}

/** `operand.?name` and `operand[?index]`; of what an optional holds, if the operand is one. */
export function optionalEntry(operand: unknown, key: unknown): OptionalValue {
  if (operand instanceof OptionalValue) {
    return operand.value === undefined ? operand : optionalEntry(operand.value, key);
  }
  if (isMap(operand)) return new OptionalValue(mapFind(operand, key));
  if (!Array.isArray(operand)) return giveUp();
  const position = key instanceof Uint ? key.value : key;
  const isNumber = typeof position === 'bigint' || (typeof position === 'number' && Number.isInteger(position));
  if (!isNumber) return giveUp();
  return new OptionalValue(position >= 0 && position < operand.length ? operand[Number(position)] : undefined);
}

export function optionalField(operand: object, field: ObjectField): OptionalValue {
  return new OptionalValue(field.has(operand) ? field.read(operand) : undefined);
}

/** What a loop visits: the elements of a list, the keys of a map. */
export function itemsOf(range: unknown): readonly unknown[] {
  if (Array.isArray(range)) return range;
  return isMap(range) ? mapKeys(range) : giveUp();
}

/** What the first of two loop variables stands for: the indexes of a list, the keys of a map. */
export function keysOf(range: unknown): readonly unknown[] {
  if (Array.isArray(range)) return range.map((_, index) => BigInt(index));
  return isMap(range) ? mapKeys(range) : giveUp();
}

export function isMember(container: unknown, element: unknown): boolean {
  if (Array.isArray(container)) return includesEqual(container, element);
  return isMap(container) ? mapFind(container, element) !== undefined : giveUp();
}

export function includesEqual(list: readonly unknown[], element: unknown): boolean {
  for (let i = 0; i < list.length; i++) if (equals(element, list[i])) return true;
  return false;
}

/** The elements that a loop over a container visits, or a search in it. */
export function countOf(container: unknown): number {
  return Array.isArray(container) ? container.length : 1;
}

export function emptyList(): unknown[] {
  return [];
}

export function emptyMap(): CelMap {
  return new CelMap();
}

/** @param entries keys and values in turn; @param isOptional which values are optionals, left out when they hold nothing */
export function newMap(entries: readonly unknown[], isOptional: readonly boolean[]): CelMap {
  const map = new CelMap();
  for (let i = 0; i < isOptional.length; i++) {
    const [key, value] = [entries[2 * i], entries[2 * i + 1]];
    if (!isOptional[i]) addEntry(map, key, value);
    else if (!(value instanceof OptionalValue)) giveUp();
    else if (value.value !== undefined) addEntry(map, key, value.value);
  }
  return map;
}

export function addEntry(map: CelMap, key: unknown, value: unknown): void {
  const isKey = typeof key === 'string' || typeof key === 'bigint' || typeof key === 'boolean' || key instanceof Uint;
  if (!isKey || !map.add(key as MapKey, value)) giveUp();
}

export function addEntries(map: CelMap, entries: unknown): void {
  const added: MapValue = isMap(entries) ? entries : giveUp();
  for (const key of mapKeys(added)) addEntry(map, key, mapFind(added, key));
}

/** The elements, of those that are optionals what they hold, if anything. */
export function withoutMissing(elements: readonly unknown[], isOptional: readonly boolean[]): unknown[] {
  const list: unknown[] = [];
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i];
    if (!isOptional[i]) list.push(element);
    else if (!(element instanceof OptionalValue)) giveUp();
    else if (element.value !== undefined) list.push(element.value);
  }
  return list;
}

/** The call of the overload that the values fit. */
export function dispatcher(overloads: readonly Overload[]): (...args: unknown[]) => unknown {
  return (...args) => {
    const overload = overloads.find(
      ({ params }) => params.length === args.length && params.every((param, i) => hasType(args[i], param)),
    );
    return overload ? (overload.call as (...args: unknown[]) => unknown)(...args) : giveUp();
  };
}

/** A scalar such that equal ones of different number types are the same key. */
export function plainScalar(value: unknown): unknown {
  if (typeof value === 'bigint') return plainInteger(value);
  if (value instanceof Uint) return plainInteger(value.value);
  const isLargeInteger = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isLargeInteger ? BigInt(value) : value;
}
