import { type EventField, type EventType, eventFields, helperFunctions } from '@rulelibrary/schema';
import { createScope } from '../src/create-scope.ts';
import type { HelperImplementations } from '../src/event-environment.ts';
import { parseType } from '../src/types/parse-type.ts';
import { text } from '../src/types/type.ts';
import type { Names } from './world.ts';

const none: ReadonlySet<string> = new Set();

/** What a rule for events of a type may name; objects within the event are left out. */
export function eventNames(eventType: EventType): Names {
  const fields: readonly EventField[] = eventFields;
  const own = fields.filter(({ inCel, filledFor }) => inCel && (filledFor === 'all' || filledFor.includes(eventType)));
  const plain = own.filter(({ type }) => /^(list\()?(string|bool|u?int|double|dyn)\)?$/.test(type));
  const functions = helperFunctions.map(({ name, params, result }) => ({ name, params, result, call: answer }));
  return {
    extensions: ['strings'],
    variables: new Map([['eventType', text]]),
    object: 'event',
    fields: new Map(plain.map(({ name, type }) => [name, parseType(type, none)])),
    scope: createScope({
      variables: new Map(),
      objects: new Map(),
      typeNames: none,
      functions,
      extensions: ['strings'],
    }),
  };
}

/** Helpers that answer the same to the same, and fail now and then. */
export function helperImplementations(): HelperImplementations {
  const entries = helperFunctions.map(({ name, result }) => [name, (...args: unknown[]) => answer(result, args)]);
  return Object.fromEntries(entries) as HelperImplementations;
}

function answer(result: unknown, args: unknown): unknown {
  const size = String(args).length;
  if (size % 13 === 0) throw new Error('no answer');
  if (result === 'bool') return size % 2 === 0;
  if (result === 'string') return String(args).slice(0, 5);
  return result === 'list(string)' ? String(args).split(',') : {};
}
