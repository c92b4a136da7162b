import type { RuntimeEvent } from '@rulelibrary/schema';
import type { DedupPlan } from './dedup-fields.ts';

/** The key of the event in hand as words: two events have the same words exactly if all their fields are the same. */
export interface DedupKey {
  readonly words: Int32Array;
  /** How many of the words are the key. */
  readonly length: number;
  readonly hash: number;
  /** Takes on the key of another event; false where it has too much text to be kept, or what no event has. */
  read(event: RuntimeEvent, plan: DedupPlan): boolean;
}

/** UTF-16 units that the texts of a key have at most. */
const maxText = 1024;
/** A word for two units, and three for each of the fields. */
export const maxKeyWords = maxText / 2 + 64;
/** Names that have numbers at a time. */
const maxNames = 4096;

// The lower two bits of the word that a value begins with; those above hold as much of it as fits.
const integer = 0;
const text = 1;
const name = 2;
const other = 3;
const large = (0 << 2) | other;
const double = (1 << 2) | other;
const others: ReadonlyMap<unknown, number> = new Map<unknown, number>(
  [undefined, null, true, false].map((value, index) => [value, ((2 + index) << 2) | other]),
);
const maxSmall = 2 ** 29;

/** One for all events: nothing is allocated to find out that an event is known. */
export function createDedupKey(): DedupKey {
  const words = new Int32Array(maxKeyWords);
  const numberOf = createNames();
  let length = 0;
  let hash = 0;
  return {
    words,
    get length() {
      return length;
    },
    get hash() {
      return hash;
    },
    read(event, { fields, names, number }) {
      words[0] = number;
      let end = 1;
      let units = 0;
      for (let index = 0; index < fields.length; index++) {
        const value = fields[index]?.(event);
        if (typeof value === 'string') {
          units += value.length;
          if (units > maxText) return false;
          if (index < names) words[end++] = (numberOf(value) << 2) | name;
          else end = putText(words, end, value);
        } else if (typeof value === 'number') end = putNumber(words, end, value);
        else {
          const known = others.get(value);
          // What no event of the catalogue has, of a source that checks nothing.
          if (known === undefined) return false;
          words[end++] = known;
        }
      }
      length = end;
      hash = hashOf(words, end);
      return true;
    },
  };
}

/** Each gives where the next value begins. */
function putText(words: Int32Array, start: number, value: string): number {
  let end = start;
  words[end++] = (value.length << 2) | text;
  const pairs = value.length & ~1;
  for (let at = 0; at < pairs; at += 2) words[end++] = value.charCodeAt(at) | (value.charCodeAt(at + 1) << 16);
  if (pairs < value.length) words[end++] = value.charCodeAt(pairs);
  return end;
}

const wide = new Float64Array(1);
const halves = new Int32Array(wide.buffer);

function putNumber(words: Int32Array, start: number, value: number): number {
  const whole = value >>> 0;
  if (whole === value && whole < maxSmall) {
    words[start] = (whole << 2) | integer;
    return start + 1;
  }
  if (whole === value) {
    words[start] = large;
    words[start + 1] = whole;
    return start + 2;
  }
  wide[0] = value;
  words[start] = double;
  words[start + 1] = halves[0] as number;
  words[start + 2] = halves[1] as number;
  return start + 3;
}

/** Numbers for texts that many events share: of two texts, never the same, even when one was forgotten meanwhile. */
function createNames(): (text: string) => number {
  const numbers = new Map<string, number>();
  let last = 0;
  return (text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    if (numbers.size >= maxNames) numbers.clear();
    last += 1;
    numbers.set(text, last);
    return last;
  };
}

function hashOf(words: Int32Array, length: number): number {
  let hash = length;
  for (let at = 0; at < length; at++) {
    hash = Math.imul(hash ^ (words[at] as number), 0x2c1b3c6d);
    // A product carries upwards only, and slots go by the low bits.
    hash ^= hash >>> 15;
  }
  return hash;
}
