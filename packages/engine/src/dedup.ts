import type { RuntimeEvent } from '@rulelibrary/schema';
import { type DedupPlan, type DedupValue, dedupPlans } from './dedup-fields.ts';

/** Recognises events that are the same as one shortly before. */
export interface Dedup {
  /** Whether it is a repetition; if not, a window begins with it. @param timeMs the event's own time */
  isRepetition(event: RuntimeEvent, timeMs: number): boolean;
}

export interface DedupOptions {
  /** How many keys are kept, a power of two. More than that at once let duplicates through. */
  readonly slots?: number;
}

interface Slot {
  plan: DedupPlan;
  readonly values: DedupValue[];
}

/*
 * What is asked of every slot lies side by side: keys are spread over all of memory, and most events differ from what is in
 * their slots by the hash already.
 */
interface Table {
  readonly slots: (Slot | undefined)[];
  readonly hashes: Int32Array;
  readonly sinceMs: Float64Array;
}

/** With the number of slots the bound on memory: UTF-16 units of text that one slot keeps at most. */
const maxKeyText = 1024;

/**
 * A table of slots, two for each hash, that hold whole keys: another event in the slot is replaced, so that a collision lets
 * a duplicate through and can never swallow a new event. Nothing is allocated for an event once its slot exists. A key with
 * more text than 1,024 units always passes.
 */
export function createDedup({ slots: size = 16_384 }: DedupOptions = {}): Dedup {
  if (size < 2 || (size & (size - 1)) !== 0) throw new Error(`Expected a power of two, got "${size}"`);
  const table: Table = {
    slots: new Array<Slot | undefined>(size).fill(undefined),
    hashes: new Int32Array(size),
    sinceMs: new Float64Array(size),
  };
  // The key of the event in hand: one array for all, so that nothing is allocated to find out that it is known.
  const key: DedupValue[] = [];

  /** Whether the slot holds the key in hand. */
  const holds = (index: number, hash: number, plan: DedupPlan): boolean => {
    if (table.hashes[index] !== hash) return false;
    const slot = table.slots[index];
    return slot !== undefined && slot.plan === plan && isSame(slot.values, key);
  };

  return {
    isRepetition(event, timeMs) {
      const plan = dedupPlans.get(event.eventType);
      if (plan === undefined) return false;
      const hash = readKey(event, plan, key);
      if (hash === undefined) return false;
      const first = hash & (size - 2);
      const known = holds(first, hash, plan) ? first : holds(first + 1, hash, plan) ? first + 1 : undefined;
      if (known !== undefined && isWithin(table.sinceMs[known] as number, timeMs, plan.windowMs)) return true;
      const index = known ?? olderOf(table, first);
      if (known === undefined) fill(table, index, { plan, values: key });
      table.hashes[index] = hash;
      table.sinceMs[index] = timeMs;
      return false;
    },
  };
}

/** A clock that was set back must not hold events for as long as it was set back, hence both directions. */
function isWithin(sinceMs: number, timeMs: number, windowMs: number): boolean {
  return Math.abs(timeMs - sinceMs) < windowMs;
}

/** Fills `key` and gives its hash; undefined when there is too much text to keep. */
function readKey(event: RuntimeEvent, { fields, hashedFrom }: DedupPlan, key: DedupValue[]): number | undefined {
  let hash = fields.length;
  let text = 0;
  key.length = fields.length;
  for (let index = 0; index < fields.length; index++) {
    const value = fields[index]?.(event);
    key[index] = value;
    if (typeof value === 'string') {
      text += value.length;
      if (text > maxKeyText) return undefined;
      if (index >= hashedFrom) hash = hashText(hash, value);
    } else if (index >= hashedFrom) {
      hash = (Math.imul(hash, 31) + Number(value ?? 0)) | 0;
    }
  }
  // Mixes the high bits in: neighbouring pids and paths that differ at their end share the low ones otherwise.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/**
 * The last eight characters and up to sixteen spread over the rest: reading all of a path costs more than all else here
 * together, and two paths that differ nowhere in these only share a slot.
 */
function hashText(seed: number, text: string): number {
  const end = Math.max(0, text.length - 8);
  const step = (end >> 4) + 1;
  let hash = (Math.imul(seed, 31) + text.length) | 0;
  for (let at = 0; at < end; at += step) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  for (let at = end; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function isSame(values: readonly DedupValue[], key: readonly DedupValue[]): boolean {
  for (let index = 0; index < key.length; index++) if (values[index] !== key[index]) return false;
  return true;
}

function olderOf({ slots, sinceMs }: Table, first: number): number {
  if (slots[first] === undefined || slots[first + 1] === undefined)
    return slots[first] === undefined ? first : first + 1;
  return (sinceMs[first] as number) <= (sinceMs[first + 1] as number) ? first : first + 1;
}

function fill({ slots }: Table, index: number, { plan, values }: Slot): void {
  const slot = slots[index];
  if (slot === undefined) {
    slots[index] = { plan, values: [...values] };
    return;
  }
  slot.plan = plan;
  slot.values.length = values.length;
  for (let value = 0; value < values.length; value++) slot.values[value] = values[value];
}
