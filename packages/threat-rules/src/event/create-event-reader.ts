import { quote } from '@rulelibrary/schema/yaml';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { eventShape, type ObjectShape } from './event-shape.ts';
import { unsafe } from './read-value.ts';
import type { ThreatEvent } from './threat-event.ts';

/** What the reader of events has to say; paths are the keys around. */
export interface EventReport {
  /** A key that is no field, and is passed over. */
  unknownKey(path: readonly string[], key: string): void;
  /** A value that is none of its field. */
  wrongType(path: readonly string[], message: string): void;
  /** An integer that has to be read again, from its digits. */
  unsafeInteger(path: readonly string[]): void;
}

/** Reads what JSON.parse gave, and keeps it: the object becomes the event. Undefined when it is none. */
export type EventReader = (value: unknown, report: EventReport) => ThreatEvent | undefined;

/** Makes the reader for a catalogue. Cost: a look at every key; only keys in another case are copied. */
export function createEventReader(catalogue: Catalogue): EventReader {
  const shape = eventShape(catalogue);
  return (value, report) => {
    if (isObject(value)) return readObject(value, shape, { path: [], report }) as ThreatEvent | undefined;
    report.wrongType([], `Expected an event as a mapping, got ${describe(value)}`);
    return undefined;
  };
}

type JsonObject = Record<string, unknown>;

interface Reading {
  readonly path: string[];
  readonly report: EventReport;
}

/** Every wrong value is reported, not only the first. */
function readObject(object: JsonObject, shape: ObjectShape, reading: Reading): JsonObject | undefined {
  const { path, report } = reading;
  let isWrong = false;
  for (const key of Object.keys(object)) {
    const member = shape.members.get(key);
    if (member === undefined) {
      if (shape.folded.has(key.toLowerCase())) return readFolded(object, shape, reading);
      report.unknownKey(path, key);
      continue;
    }
    const value = object[key];
    if (value === null) continue;
    path.push(key);
    const read =
      member.object === undefined ? readLeaf(value, member, reading) : readInner(value, member.object, reading);
    path.pop();
    if (read === undefined) isWrong = true;
    else if (read !== value) object[key] = read;
  }
  return isWrong ? undefined : object;
}

/** What was read before is read again, and nothing of it reported twice. */
function readFolded(written: JsonObject, shape: ObjectShape, { path, report }: Reading): JsonObject | undefined {
  const isKnown = (key: string) => shape.members.has(key) || shape.folded.has(key.toLowerCase());
  const firstFolded = Object.keys(written).findIndex((key) => !shape.members.has(key) && isKnown(key));
  for (const key of Object.keys(written).slice(firstFolded)) if (!isKnown(key)) report.unknownKey(path, key);
  return readObject(foldKeys(written, shape), shape, { path, report });
}

function readInner(value: unknown, shape: ObjectShape, reading: Reading): unknown {
  if (isObject(value)) return readObject(value, shape, reading);
  reading.report.wrongType(reading.path, `Expected a mapping, got ${describe(value)}`);
  return undefined;
}

function readLeaf(
  value: unknown,
  { read, expected }: { readonly read: (value: unknown) => unknown; readonly expected: string },
  { path, report }: Reading,
): unknown {
  const result = read(value);
  if (result === unsafe) report.unsafeInteger(path);
  else if (result === undefined) report.wrongType(path, `Expected ${expected}, got ${describe(value)}`);
  return result === unsafe ? undefined : result;
}

/** As Go reads JSON: keys in any case, of several the last one counts, objects are joined, null changes nothing. */
function foldKeys(written: JsonObject, shape: ObjectShape): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of Object.entries(written)) {
    const name = shape.members.has(key) ? key : shape.folded.get(key.toLowerCase());
    if (name === undefined || value === null) continue;
    const before = object[name];
    object[name] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
  }
  return object;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a mapping';
  return quote(String(value));
}
