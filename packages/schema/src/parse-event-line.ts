import { eventFields, eventTypes, type FieldType } from './event-catalogue.ts';
import { EventError } from './event-error.ts';
import { type FieldReader, readerOf, typeNames } from './field-reader.ts';
import { nearest } from './nearest.ts';
import { printable, quote } from './quote.ts';
import type { RuntimeEvent } from './runtime-event.ts';
import { timestampMs, toUtc } from './timestamp.ts';

/** The longest line of a recording, in UTF-16 code units: 8 MiB, above the 6 MiB that execve lets through as arguments. */
export const maximumLineLength = 8 * 1024 * 1024;

interface Field {
  readonly read: FieldReader;
  readonly expected: string;
}

/** Every key of a record that is read: the catalogue's fields, and what every event has beside them. */
const readers: ReadonlyMap<string, Field> = new Map<string, Field>([
  ...eventFields.map(({ name, type }): [string, Field] => [name, fieldOf(type)]),
  ['mntns', fieldOf('uint')],
  ['timestamp', fieldOf('string')],
  ['eventType', fieldOf('string')],
]);
const knownTypes: ReadonlySet<unknown> = new Set(eventTypes);

/**
 * Reads one line of a recording. Keys that the catalogue does not have are left out, `mntns` is 0 where it is absent,
 * `timestamp` becomes UTC and `timestampMs` is set from it.
 *
 * Cost: about twice JSON.parse of the line, which it begins with.
 * @throws EventError by code: `too-large`, `syntax`, `missing-key`, `unknown-event-type`, `invalid-timestamp`,
 *   `wrong-type`, `too-deep`
 */
export function parseEventLine(line: string): RuntimeEvent {
  const record = parseRecord(line);
  const timestamp = requireText(record, 'timestamp');
  const eventType = requireText(record, 'eventType');
  if (!knownTypes.has(eventType)) throw unknownEventType(eventType);
  const atMs = timestampMs(timestamp);
  const known = readFields(record);
  known['timestamp'] = toUtc(timestamp);
  known['timestampMs'] = atMs;
  known['mntns'] ??= 0;
  return known as unknown as RuntimeEvent;
}

/** The record itself, which is ours; a copy of the known keys only where it has others: copying takes as long as parsing. */
function readFields(record: Record<string, unknown>): Record<string, unknown> {
  let hasUnknown = false;
  for (const key of Object.keys(record)) {
    const reader = readers.get(key);
    if (reader === undefined) {
      hasUnknown = true;
      continue;
    }
    const value = reader.read(record[key]);
    if (value === undefined) throw wrongType(key, reader.expected, record[key]);
    if (value !== record[key]) record[key] = value;
  }
  if (!hasUnknown) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => readers.has(key)));
}

function fieldOf(type: FieldType): Field {
  return { read: readerOf(type), expected: typeNames[type] };
}

function parseRecord(line: string): Record<string, unknown> {
  if (line.length > maximumLineLength) {
    throw new EventError('too-large', `Too long line "${line.length} characters", maximum ${maximumLineLength}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EventError('syntax', `Cannot parse event: ${printable(reason)}`, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new EventError('wrong-type', `Expected an event as a JSON object, got ${quote(line)}`);
}

function requireText(record: Record<string, unknown>, key: string): string {
  if (!Object.hasOwn(record, key)) throw new EventError('missing-key', `Missing key "${key}"`);
  const value = record[key];
  if (typeof value !== 'string') throw wrongType(key, typeNames.string, value);
  return value;
}

function wrongType(key: string, expected: string, value: unknown): EventError {
  return new EventError('wrong-type', `Expected ${expected} in "${key}", got ${describe(value)}`);
}

/** Objects are only named: JSON.stringify of one that is nested deeply enough overflows the stack. */
function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return quote(String(value));
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

function unknownEventType(name: string): EventError {
  const near = nearest(name, eventTypes);
  const advice = near === undefined ? `expected one of ${eventTypes.join(', ')}` : `did you mean "${near}"?`;
  return new EventError('unknown-event-type', `Unknown event type ${quote(name)}; ${advice}`);
}
