import { fromTypedJson, isTypedJson } from '@rulelibrary/cel';
import { JsonNumber, parseJson } from './json-number.ts';

/** Deeper JSON is no one's input; reading it recurses. */
const maxDepth = 250;

/**
 * Reads variables as JSON: an object of names and values. A number without fraction and exponent is an int, another one a
 * double; an object whose only member is named as a type is typed JSON; all else is what it is in JSON.
 *
 * @throws Error whose message says what is wrong
 */
export function parseBindings(text: string): Record<string, unknown> {
  const json = parseJson(text);
  if (!isObject(json)) throw new Error('Expected an object of names and values');
  return readMembers(json, 0);
}

function read(json: unknown, depth: number): unknown {
  if (depth > maxDepth) throw new Error(`Too deep value, maximum ${maxDepth} levels`);
  if (json instanceof JsonNumber) return readNumber(json);
  if (Array.isArray(json)) return json.map((element) => read(element, depth + 1));
  if (!isObject(json)) return json;
  return isTypedJson(json) ? fromTypedJson(plain(json, depth)) : readMembers(json, depth);
}

function readNumber({ text }: JsonNumber): unknown {
  return /^-?\d+$/.test(text) ? fromTypedJson({ int: text }) : Number(text);
}

/** Without a prototype: any name may be a key. */
function readMembers(json: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  const members: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(json)) members[name] = read(value, depth + 1);
  return members;
}

/** JSON as JavaScript has it, for typed JSON. */
function plain(json: unknown, depth: number): unknown {
  if (depth > maxDepth * 2) throw new Error(`Too deep value, maximum ${maxDepth} levels`);
  if (json instanceof JsonNumber) return Number(json.text);
  if (Array.isArray(json)) return json.map((element) => plain(element, depth + 1));
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, plain(value, depth + 1)]));
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof JsonNumber);
}
