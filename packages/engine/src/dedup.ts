import type { RuntimeEvent } from '@rulelibrary/schema';
import { dedupPlans } from './dedup-fields.ts';
import { createDedupKey, type DedupKey, maxKeyWords } from './dedup-key.ts';

/** Recognises events that are the same as one shortly before. */
export interface Dedup {
  /** Whether it is a repetition; if not, a window begins with it. @param timeMs the event's own time */
  isRepetition(event: RuntimeEvent, timeMs: number): boolean;
}

export interface DedupOptions {
  /** How many keys are kept, a power of two. More than that at once let duplicates through. */
  readonly slots?: number;
  /** Four bytes each: how much of the keys is kept, likewise. An open has about forty. */
  readonly words?: number;
}

/**
 * A table of slots, two for each hash, whose whole keys stand one behind the other in a buffer that goes round: another event in
 * the slot, or over the key, is what replaces it, so that a collision lets a duplicate through and can never swallow a new
 * event. Nothing is allocated for an event, and all memory is two blocks of numbers that no garbage collector walks through. A
 * key with more text than 1,024 units always passes.
 */
export function createDedup({ slots: size = 16_384, words = 2 ** 19 }: DedupOptions = {}): Dedup {
  if (size < 2 || (size & (size - 1)) !== 0) throw new Error(`Expected a power of two, got "${size}"`);
  if (words < maxKeyWords) throw new Error(`Expected ${maxKeyWords} words or more, got "${words}"`);
  const kept = createKeptKeys(words);
  const key = createDedupKey();
  const hashes = new Int32Array(size);
  const sinceMs = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const places = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);

  const holds = (slot: number): boolean => hashes[slot] === key.hash && kept.has(places[slot] as number, key);

  return {
    isRepetition(event, timeMs) {
      const plan = dedupPlans.get(event.eventType);
      if (plan === undefined || !key.read(event, plan)) return false;
      const first = key.hash & (size - 2);
      const known = holds(first) ? first : holds(first + 1) ? first + 1 : undefined;
      if (known !== undefined && isWithin(sinceMs[known] as number, timeMs, plan.windowMs)) return true;
      const slot = known ?? ((sinceMs[first] as number) <= (sinceMs[first + 1] as number) ? first : first + 1);
      // Written again even where it is known: it is to last as long as its window.
      places[slot] = kept.add(key);
      hashes[slot] = key.hash;
      sinceMs[slot] = timeMs;
      return false;
    },
  };
}

/** A clock that was set back must not hold events for as long as it was set back, hence both directions. */
function isWithin(sinceMs: number, timeMs: number, windowMs: number): boolean {
  return Math.abs(timeMs - sinceMs) < windowMs;
}

/** Keys one behind the other, the oldest of which give way. */
interface KeptKeys {
  /** Its place: a count that runs on. */
  add(key: DedupKey): number;
  /** Whether this is the key at the place, and it still stands there. */
  has(place: number, key: DedupKey): boolean;
}

function createKeptKeys(size: number): KeptKeys {
  const kept = new Int32Array(size);
  // Where the buffer began the last time around, and how much of it is written since.
  let base = 0;
  let used = 0;
  return {
    add({ words, length }) {
      if (used + length > size) {
        base += size;
        used = 0;
      }
      const at = used;
      for (let word = 0; word < length; word++) kept[at + word] = words[word] as number;
      used += length;
      return base + at;
    },
    has(place, { words, length }) {
      const at = place >= base ? place - base : place - base + size;
      // Before this time around, and the last but for what was written over since, there is nothing any more.
      if (at < 0 || (place < base && at < used)) return false;
      for (let word = 0; word < length; word++) if (kept[at + word] !== words[word]) return false;
      return true;
    },
  };
}
