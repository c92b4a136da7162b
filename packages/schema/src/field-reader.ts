import { type FieldType, objectTypes, recordedObjectTypes } from './event-catalogue.ts';
import { EventError } from './event-error.ts';

/**
 * Returns the value of a recorded field as events carry it: the same object unless something in it is passed over.
 * Undefined when the type is wrong.
 */
export type FieldReader = (value: unknown) => unknown;

/** The deepest nesting of an admission object; Kubernetes' own are below 20, CRD schemas below 50. */
export const maximumDepth = 64;

/** What a reader of the type expects, in the words of an error. */
export const typeNames: Readonly<Record<FieldType, string>> = {
  string: 'text',
  int: 'a whole number',
  uint: 'a whole number from 0',
  bool: 'true or false',
  dyn: 'any value',
  'list(string)': 'a list of text',
  'map(string, string)': 'a mapping of text',
  'map(string, list(string))': 'a mapping of lists of text',
  HttpRequest: 'an HTTP request',
  UserInfo: 'a user',
  'list(Ancestor)': 'a list of processes',
};

const scalarReaders: Readonly<Record<Exclude<FieldType, 'HttpRequest' | 'UserInfo' | 'list(Ancestor)'>, FieldReader>> =
  {
    string: onlyIf((value) => typeof value === 'string'),
    // Beyond 2^53 a JSON number is no longer the number that was written.
    int: onlyIf(Number.isSafeInteger),
    uint: onlyIf((value) => Number.isSafeInteger(value) && Number(value) >= 0),
    bool: onlyIf((value) => typeof value === 'boolean'),
    dyn: readDynamic,
    'list(string)': onlyIf(isTextList),
    'map(string, string)': onlyIf((value) => isMapOf(value, (member) => typeof member === 'string')),
    'map(string, list(string))': onlyIf((value) => isMapOf(value, isTextList)),
  };

/** The reader for a type of the catalogue. */
export function readerOf(type: FieldType): FieldReader {
  if (type === 'list(Ancestor)')
    return listReader(objectReader(recordedObjectTypes.Ancestor, { comm: '', exepath: '' }));
  if (type === 'HttpRequest' || type === 'UserInfo') return objectReader(objectTypes[type], {});
  return scalarReaders[type];
}

function onlyIf(isValid: (value: unknown) => boolean): FieldReader {
  return (value) => (isValid(value) ? value : undefined);
}

function isTextList(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (typeof item !== 'string') return false;
  return true;
}

function isMapOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return isRecord(value) && Object.values(value).every(isMember);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param defaults members that get this value where they are absent; when there are any, the others must be there */
function objectReader(
  members: Readonly<Record<string, FieldType>>,
  defaults: Readonly<Record<string, unknown>>,
): FieldReader {
  const readers = new Map(Object.entries(members).map(([name, type]) => [name, readerOf(type)]));
  const required = Object.keys(defaults).length > 0 ? [...readers.keys()].filter((name) => !(name in defaults)) : [];
  return (value) => {
    if (!isRecord(value) || !required.every((name) => Object.hasOwn(value, name))) return undefined;
    let known = 0;
    const names = Object.keys(value);
    for (const name of names) {
      const read = readers.get(name);
      if (read === undefined) continue;
      if (read(value[name]) === undefined) return undefined;
      known++;
    }
    const isComplete = known === names.length && (required.length === 0 || known === readers.size);
    return isComplete ? value : { ...defaults, ...pick(value, readers) };
  };
}

function pick(value: Record<string, unknown>, names: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)));
}

/** Copies the list only when an item is not taken as it is. */
function listReader(readItem: FieldReader): FieldReader {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    let isSame = true;
    const items: unknown[] = [];
    for (const item of value) {
      const read = readItem(item);
      if (read === undefined) return undefined;
      isSame &&= read === item;
      items.push(read);
    }
    return isSame ? value : items;
  };
}

function readDynamic(value: unknown): unknown {
  if (!isWithinDepth(value, maximumDepth)) {
    throw new EventError('too-deep', `Too many levels of nesting, maximum ${maximumDepth}`);
  }
  return value;
}

/** Deeper values would overflow the stack of whoever walks them recursively. */
function isWithinDepth(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isWithinDepth(member, levels - 1));
}
