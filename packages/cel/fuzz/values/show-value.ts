import { CidrValue } from '../../src/values/cidr-value.ts';
import { Duration } from '../../src/values/duration.ts';
import { IpValue } from '../../src/values/ip-value.ts';
import { isMap, mapFind, mapKeys } from '../../src/values/map-value.ts';
import { OptionalValue } from '../../src/values/optional-value.ts';
import { Timestamp } from '../../src/values/timestamp.ts';
import { TypeValue } from '../../src/values/type-value.ts';
import { Uint } from '../../src/values/uint.ts';

/**
 * A value of the language as text: two texts are the same when the values are, types, signs of zero and NaN included.
 * Entries of maps stand in the order of their keys, since the language has none.
 */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return `${value}`;
    case 'number':
      return Object.is(value, -0) ? '-0.0' : Number.isInteger(value) ? `${value}.0` : `${value}`;
    case 'string':
      return JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : showObject(value);
    default:
      return String(value);
  }
}

function showObject(value: object): string {
  if (value instanceof Uint) return `${value.value}u`;
  if (Array.isArray(value)) return `[${value.map(showValue).join(', ')}]`;
  if (value instanceof Uint8Array) return `b"${Buffer.from(value).toString('hex')}"`;
  if (value instanceof Timestamp) return `timestamp ${value.ns}`;
  if (value instanceof Duration) return `duration ${value.ns}`;
  if (value instanceof TypeValue) return `type ${value.name}`;
  if (value instanceof OptionalValue) return value.value === undefined ? 'none' : `some ${showValue(value.value)}`;
  if (value instanceof IpValue || value instanceof CidrValue) return JSON.stringify(value, bigintAsText);
  if (!isMap(value)) return `object of ${value.constructor?.name}`;
  const entries = mapKeys(value).map((key) => `${showValue(key)}: ${showValue(mapFind(value, key))}`);
  return `{${entries.sort().join(', ')}}`;
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
