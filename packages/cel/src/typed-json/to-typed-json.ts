import { limits } from '../limits.ts';
import { encodeBase64 } from '../stdlib/base64.ts';
import { durationText, timestampText } from '../stdlib/time-text.ts';
import { CidrValue } from '../values/cidr-value.ts';
import { Duration } from '../values/duration.ts';
import { cidrText, ipText } from '../values/ip-text.ts';
import { IpValue } from '../values/ip-value.ts';
import { isMap, mapFind, mapKeys } from '../values/map-value.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { Timestamp } from '../values/timestamp.ts';
import { shownType } from '../values/type-of.ts';
import { TypeValue } from '../values/type-value.ts';
import { Uint } from '../values/uint.ts';
import { type TypedJson, TypedJsonError } from './typed-json.ts';

/**
 * A value of the language, as `evaluateValue` gives it, as typed JSON.
 * @throws TypedJsonError limit, above as many values as a comparison may visit; shape for what is no value of the language
 */
export function toTypedJson(value: unknown): TypedJson {
  return write(value, { left: limits.visits });
}

/** A list that holds one list many times, which holds another many times, is small in memory and endless as text. */
interface Budget {
  left: number;
}

function write(value: unknown, budget: Budget): TypedJson {
  if (--budget.left < 0) throw new TypedJsonError('limit', `Too many values, maximum ${limits.visits}`);
  switch (typeof value) {
    case 'string':
      return { string: value };
    case 'bigint':
      return { int: String(value) };
    case 'number':
      return { double: Number.isFinite(value) && !Object.is(value, -0) ? value : doubleText(value) };
    case 'boolean':
      return { bool: value };
    default:
      return value === null ? { null: null } : writeObject(value, budget);
  }
}

function doubleText(value: number): string {
  return value === 0 ? '-0' : String(value);
}

function writeObject(value: unknown, budget: Budget): TypedJson {
  if (Array.isArray(value)) return { list: value.map((element) => write(element, budget)) };
  if (value instanceof Uint) return { uint: String(value.value) };
  if (value instanceof Uint8Array) return { bytes: encodeBase64(value) };
  if (value instanceof Timestamp) return { timestamp: timestampText(value) };
  if (value instanceof Duration) return { duration: durationText(value) };
  if (value instanceof TypeValue) return { type: value.name };
  if (value instanceof OptionalValue) {
    return { optional: value.value === undefined ? null : write(value.value, budget) };
  }
  if (value instanceof IpValue) return { ip: ipText(value) };
  if (value instanceof CidrValue) return { cidr: cidrText(value) };
  if (!isMap(value)) throw new TypedJsonError('shape', `Expected CEL value, got "${shownType(value)}"`);
  return { map: mapKeys(value).map((key) => [write(key, budget), write(mapFind(value, key), budget)]) };
}
