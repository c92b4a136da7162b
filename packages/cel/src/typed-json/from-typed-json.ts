import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { quoted } from '../quoted.ts';
import { decodeBase64 } from '../stdlib/base64.ts';
import { readCidr, readIp } from '../stdlib/read-ip.ts';
import { parseDuration, parseTimestamp } from '../stdlib/time-text.ts';
import { isInt } from '../values/int.ts';
import { CelMap, type MapKey } from '../values/map-value.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { TypeValue } from '../values/type-value.ts';
import { Uint } from '../values/uint.ts';
import { TypedJsonError } from './typed-json.ts';

/**
 * Reads typed JSON as a value of the language, as variables take it.
 * @throws TypedJsonError shape for anything else; limit for lists and maps too deep inside each other
 */
export function fromTypedJson(json: unknown): unknown {
  try {
    return read(json, 0);
  } catch (error) {
    if (error instanceof EvaluationFailure) throw new TypedJsonError('shape', error.message, error);
    throw error;
  }
}

/** Whether JSON is an object with one member that is named as a type is. */
export function isTypedJson(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const [name, ...others] = Object.keys(json);
  return name !== undefined && others.length === 0 && Object.hasOwn(readers, name);
}

type Read = (content: unknown, depth: number) => unknown;

function read(json: unknown, depth: number): unknown {
  if (depth > limits.depth) throw new TypedJsonError('limit', `Too deep value, maximum ${limits.depth} levels`);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return reject('typed value', json);
  const [name, ...others] = Object.keys(json);
  if (name === undefined || others.length > 0) return reject('typed value with one member', json);
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader === undefined) throw new TypedJsonError('shape', `Unknown type ${quoted(name)}`);
  return reader((json as Readonly<Record<string, unknown>>)[name], depth);
}

const readers: Readonly<Record<string, Read>> = {
  int: (content) => {
    const value = integer(content);
    return value !== undefined && isInt(value) ? value : reject('int', content);
  },
  uint: (content) => {
    const value = integer(content);
    return value !== undefined && value >= 0n && value < 2n ** 64n ? new Uint(value) : reject('uint', content);
  },
  double: (content) => (typeof content === 'number' ? content : (doubles.get(content) ?? reject('double', content))),
  string: (content) => (typeof content === 'string' ? content : reject('string', content)),
  bytes: (content) => decodeBase64(text(content)),
  bool: (content) => (typeof content === 'boolean' ? content : reject('bool', content)),
  null: (content) => (content === null ? null : reject('null', content)),
  list: (content, depth) => list(content).map((element) => read(element, depth + 1)),
  map: readMap,
  timestamp: (content) => parseTimestamp(text(content)),
  duration: (content) => parseDuration(text(content)),
  type: (content) => new TypeValue(text(content)),
  optional: (content, depth) => new OptionalValue(content === null ? undefined : read(content, depth + 1)),
  ip: (content) => readIp(text(content)) ?? reject('IP address', content),
  cidr: (content) => readCidr(text(content)) ?? reject('range of IP addresses', content),
};

const doubles: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

function readMap(content: unknown, depth: number): CelMap {
  const map = new CelMap();
  for (const entry of list(content)) {
    if (!Array.isArray(entry) || entry.length !== 2) return reject('key and value', entry);
    const [key, value] = entry.map((part) => read(part, depth + 1));
    if (!map.add(key as MapKey, value)) return reject('keys that differ, of string, int, uint or bool', entry[0]);
  }
  return map;
}

/** Numbers too, as long as they are exact. */
function integer(content: unknown): bigint | undefined {
  if (Number.isSafeInteger(content)) return BigInt(content as number);
  return typeof content === 'string' && /^-?\d{1,20}$/.test(content) ? BigInt(content) : undefined;
}

function text(content: unknown): string {
  return typeof content === 'string' ? content : reject('string', content);
}

function list(content: unknown): readonly unknown[] {
  return Array.isArray(content) ? content : reject('list', content);
}

/** Objects are only named: writing one that is nested deeply enough overflows the stack. */
function reject(expected: string, got: unknown): never {
  const shown = Array.isArray(got)
    ? 'a list'
    : typeof got === 'object' && got !== null
      ? 'an object'
      : quoted(String(got));
  throw new TypedJsonError('shape', `Expected ${expected}, got ${shown}`);
}
