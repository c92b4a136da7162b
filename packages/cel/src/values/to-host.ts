import { CidrValue } from './cidr-value.ts';
import { Duration } from './duration.ts';
import { cidrText, ipText } from './ip-text.ts';
import { IpValue } from './ip-value.ts';
import { CelMap } from './map-value.ts';
import { OptionalValue } from './optional-value.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';
import { Visits } from './visits.ts';

/**
 * A value of the language as the outside sees it: both integer types are bigint, maps that an expression built are
 * `Map`, times and durations nanoseconds as bigint, IP addresses and types text, an optional what it holds or undefined;
 * all else is passed as it is.
 *
 * @throws EvaluationFailure limit for lists and maps that hold too many values
 */
export function toHost(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? objectToHost(value) : value;
}

function objectToHost(value: object, visits?: Visits): unknown {
  if (value instanceof Uint) return value.value;
  if (Array.isArray(value)) return value.some(isWrapped) ? listToHost(value, visits) : value;
  if (value instanceof CelMap) return mapToHost(value, visits);
  if (value instanceof Timestamp || value instanceof Duration) return value.ns;
  if (value instanceof OptionalValue) return partToHost(value.value, visits);
  if (value instanceof IpValue) return ipText(value);
  if (value instanceof CidrValue) return cidrText(value);
  return value instanceof TypeValue ? value.name : value;
}

function listToHost(list: readonly unknown[], visits = new Visits()): unknown[] {
  visits.count(list.length);
  return list.map((element) => partToHost(element, visits));
}

function mapToHost(map: CelMap, visits = new Visits()): Map<unknown, unknown> {
  visits.count(map.size);
  return new Map(map.keys().map((key) => [toHost(key), partToHost(map.find(key), visits)]));
}

function partToHost(value: unknown, visits: Visits | undefined): unknown {
  return isWrapped(value) ? objectToHost(value, visits) : value;
}

function isWrapped(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
