import { quote } from '@rulelibrary/schema/yaml';
import type { EventReader } from './create-event-reader.ts';
import type { ThreatEvent } from './threat-event.ts';

/** What a line of a log came to. */
export type ParsedLine =
  | { readonly event: ThreatEvent; readonly unknownKeys: readonly string[] }
  | { readonly event?: undefined; readonly message: string };

/** Of more of them in a line no one wants to know. */
const maximumUnknownKeys = 10;

/** Reads one line of a JSON lines log. Never throws; `message` says what is wrong and where in the line. */
export function parseEventLine(line: string, read: EventReader): ParsedLine {
  const parsed = parseJson(line);
  if ('message' in parsed) return parsed;
  const result = readParsed(parsed.value, read);
  // JSON.parse has rounded a large integer: rare enough to read the line a second time, by its digits.
  return result === 'unsafe' ? readParsed(JSON.parse(line, exactInteger), read, true) : result;
}

function readParsed(value: unknown, read: EventReader): ParsedLine | 'unsafe';
function readParsed(value: unknown, read: EventReader, isExact: true): ParsedLine;
function readParsed(value: unknown, read: EventReader, isExact = false): ParsedLine | 'unsafe' {
  let unknownKeys: string[] | undefined;
  let fault: string | undefined;
  let isUnsafe = false;
  const event = read(value, {
    unknownKey: (path, key) => {
      unknownKeys ??= [];
      if (unknownKeys.length < maximumUnknownKeys)
        unknownKeys.push(path.length === 0 ? key : `${path.join('.')}.${key}`);
    },
    wrongType: (path, message) => {
      fault ??= path.length === 0 ? message : `${message} in "${path.join('.')}"`;
    },
    unsafeInteger: (path) => {
      isUnsafe = true;
      if (isExact) fault ??= `Expected a 64-bit integer in "${path.join('.')}"`;
    },
  });
  if (isUnsafe && !isExact) return 'unsafe';
  if (event === undefined || fault !== undefined) return { message: fault ?? 'Expected an event' };
  return { event, unknownKeys: unknownKeys ?? none };
}

const none: readonly string[] = [];

function parseJson(line: string): { value: unknown } | { message: string } {
  try {
    return { value: JSON.parse(line) };
  } catch {
    // The engine's own message repeats the text, and what is in it is not ours to print.
    return { message: `Expected JSON, got ${quote(line)}` };
  }
}

function exactInteger(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value)) return value;
  return context?.source !== undefined && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
}
