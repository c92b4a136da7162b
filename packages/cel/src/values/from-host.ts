import { fail } from '../evaluation-failure.ts';
import { formatType, type SimpleName, type Type } from '../types/type.ts';
import { CidrValue } from './cidr-value.ts';
import { Duration } from './duration.ts';
import { isInt } from './int.ts';
import { IpValue } from './ip-value.ts';
import { CelMap, isMap, type MapKey } from './map-value.ts';
import { OptionalValue } from './optional-value.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';

export type Convert = (value: unknown) => unknown;

/**
 * How a value from outside becomes one of the language: numbers become bigint, unsigned ones {@link Uint}, Maps
 * {@link CelMap}. Lists and objects whose content needs no change are checked and passed as they are, not copied.
 */
export function fromHost(type: Type): Convert {
  switch (type.kind) {
    case 'simple':
      return scalars[type.name];
    case 'variable':
      return scalars.dyn;
    case 'object':
    case 'abstract':
      return (value) => (typeof value === 'object' && value !== null ? value : reject(type.name, value));
    case 'optional':
      return (value) => (value instanceof OptionalValue ? value : reject('optional_type', value));
    case 'type':
      return (value) => (value instanceof TypeValue ? value : reject('type', value));
    case 'list':
      return listFromHost(type.element);
    case 'map':
      return mapFromHost(type.key, type.value);
  }
}

const scalars: Readonly<Record<SimpleName, Convert>> = {
  string: (value) => (typeof value === 'string' ? value : reject('string', value)),
  bool: (value) => (typeof value === 'boolean' ? value : reject('bool', value)),
  int: (value) => {
    const integer = toBigInt(value);
    return integer !== undefined && isInt(integer) ? integer : reject('int', value);
  },
  uint: (value) => {
    if (value instanceof Uint) return value;
    const integer = toBigInt(value);
    return integer !== undefined && integer >= 0n && integer < 2n ** 64n ? new Uint(integer) : reject('uint', value);
  },
  double: (value) =>
    typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : reject('double', value),
  bytes: (value) => (value instanceof Uint8Array ? value : reject('bytes', value)),
  null_type: (value) => (value === null ? value : reject('null', value)),
  'google.protobuf.Timestamp': (value) => (value instanceof Timestamp ? value : reject('timestamp', value)),
  'google.protobuf.Duration': (value) => (value instanceof Duration ? value : reject('duration', value)),
  'net.IP': (value) => (value instanceof IpValue ? value : reject('net.IP', value)),
  'net.CIDR': (value) => (value instanceof CidrValue ? value : reject('net.CIDR', value)),
  // JSON as it is: its numbers are doubles, as in a google.protobuf.Value.
  dyn: (value) => (value === undefined ? reject('value', value) : value instanceof Map ? dynMap(value) : value),
};

function listFromHost(element: Type): Convert {
  const convert = fromHost(element);
  const copies = !isTransparent(element);
  return (value) => {
    if (!Array.isArray(value)) return reject(`list(${formatType(element)})`, value);
    if (copies) return value.map(convert);
    for (const item of value) convert(item);
    return value;
  };
}

function mapFromHost(key: Type, value: Type): Convert {
  const convertKey = fromHost(key);
  const convert = fromHost(value);
  const copies = !isTransparent(value);
  return (map) => {
    if (map instanceof Map) return copyMap(map.entries(), convertKey, convert);
    if (!isMap(map) || map instanceof CelMap) return map instanceof CelMap ? map : reject('map', map);
    if (copies) return copyMap(Object.entries(map), convertKey, convert);
    for (const name of Object.keys(map)) convert(map[name]);
    return map;
  };
}

function copyMap(entries: Iterable<readonly [unknown, unknown]>, convertKey: Convert, convert: Convert): CelMap {
  const map = new CelMap();
  for (const [key, value] of entries) map.add(convertKey(key) as MapKey, convert(value));
  return map;
}

function dynMap(map: ReadonlyMap<unknown, unknown>): CelMap {
  return copyMap(map.entries(), scalars.dyn, scalars.dyn);
}

function isTransparent(type: Type): boolean {
  if (type.kind === 'list') return isTransparent(type.element);
  if (type.kind === 'map') return isTransparent(type.value);
  return type.kind !== 'simple' || !['int', 'uint', 'double'].includes(type.name);
}

function toBigInt(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

function reject(expected: string, value: unknown): never {
  const shown = typeof value === 'number' || typeof value === 'bigint' ? String(value) : describe(value);
  return fail(`Expected ${expected}, got "${shown}"`);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
