import { fail } from '../evaluation-failure.ts';
import { compare } from '../values/compare.ts';
import { Duration } from '../values/duration.ts';
import { isMap, type MapValue, mapFind, mapKeys } from '../values/map-value.ts';
import { Timestamp } from '../values/timestamp.ts';
import { shownType } from '../values/type-of.ts';
import { TypeValue } from '../values/type-value.ts';
import { Uint } from '../values/uint.ts';
import { boundedText, checkTextLength } from './bounded.ts';
import { toPlain } from './decimal.ts';
import { durationText, timestampText } from './time-text.ts';

/**
 * A value as `%s` writes it.
 *
 * @throws EvaluationFailure for a value that has no text; limit for a text that grows too long, which ends any walk
 */
export function showValue(value: unknown): string {
  if (typeof value === 'number') return showDouble(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Uint) return String(value.value);
  if (Array.isArray(value)) return showList(value);
  if (value instanceof Uint8Array) return showBytes(value);
  if (value instanceof TypeValue) return value.name;
  if (value instanceof Timestamp) return timestampText(value);
  if (value instanceof Duration) return durationText(value);
  return isMap(value) ? showMap(value) : fail(`Expected value that has a text, got "${shownType(value)}"`);
}

function showDouble(value: number): string {
  return Number.isFinite(value) ? toPlain(value) : String(value);
}

function showBytes(bytes: Uint8Array): string {
  checkTextLength(bytes.length);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function showList(list: readonly unknown[]): string {
  let text = '[';
  for (const [index, value] of list.entries()) text = boundedText(text + (index ? ', ' : '') + showValue(value));
  return `${text}]`;
}

function showMap(map: MapValue): string {
  const entries: [key: string, value: string][] = [];
  let length = 0;
  for (const key of mapKeys(map)) {
    const entry: [string, string] = [showValue(key), showValue(mapFind(map, key))];
    length += entry[0].length + entry[1].length;
    checkTextLength(length);
    entries.push(entry);
  }
  entries.sort(([a], [b]) => compare(a, b));
  return `{${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
}
