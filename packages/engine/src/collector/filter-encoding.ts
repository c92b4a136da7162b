import { type EventFilter, followedTypes, type PushedCondition } from '../push-down/event-filter.ts';
import { filterClasses } from '../push-down/filter-class.ts';
import { conditionBytes, type EncodedValue } from './filter-value.ts';
import { rootBits } from './path-root.ts';
import { wireTypes } from './wire.ts';

/** native/bpf/filter.h in bytes. */
const classes = 16;
const types = 32;
const head = { bits: 0, slot: 4, type: 5, kind: 6, text: 8 } as const;
const rules = {
  roots: 0,
  actions: 8 * classes,
  kinds: (8 + types) * classes,
  pathBytes: (8 + types) * classes + types,
} as const;
const rulesBytes = rules.pathBytes + 8;
/** A key, and the classes that ask for it. */
export const valueEntryBytes = 24 + 4;
export const pathEntryBytes = 132 + 4;

const actions = { all: 0, none: 1, conditions: 2 } as const;

/** What the addon passes on: see native/addon/filter.h. */
export interface EncodedConditions {
  readonly rules: Uint8Array;
  readonly values: Uint8Array;
  readonly paths: Uint8Array;
}

interface Entry extends EncodedValue {
  readonly type: number;
  /** A bit for each class. */
  readonly mask: number;
}

/** The filter's conditions as the programs read them; what no event of the kernel can meet is left out. */
export function encodeConditions(filter: Pick<EventFilter, 'types'>): EncodedConditions {
  const entries = wireTypes.flatMap((name, type) => {
    const conditions = filter.types.get(name)?.conditions ?? [];
    return withShorter(conditions.flatMap((condition) => entryOf(condition, type)));
  });
  return {
    rules: encodeRules(filter, entries),
    values: encodeEntries(
      entries.filter(({ kind }) => kind !== 'path'),
      valueEntryBytes,
    ),
    paths: encodeEntries(
      entries.filter(({ kind }) => kind === 'path'),
      pathEntryBytes,
    ),
  };
}

const kinds = ['comm', 'port', 'address', 'direction', 'path', 'command'] as const;

function entryOf(condition: PushedCondition, type: number): Entry[] {
  const encoded = conditionBytes(condition);
  const mask = condition.classes.reduce((bits, name) => bits | (1 << filterClasses.indexOf(name)), 0);
  return encoded ? [{ ...encoded, type, mask }] : [];
}

/** The kernel finds the longest prefix of a text: it has to know who asks for a shorter one. */
function withShorter(entries: readonly Entry[]): Entry[] {
  const masks = new Map<string, number>();
  const keyOf = ({ kind }: Entry, bytes: Uint8Array) => `${kind} ${String.fromCharCode(...bytes)}`;
  for (const entry of entries) {
    const key = keyOf(entry, entry.bytes);
    masks.set(key, (masks.get(key) ?? 0) | entry.mask);
  }
  return entries.map((entry) => {
    let mask = 0;
    for (let length = 0; length <= entry.bytes.length; length++) {
      mask |= masks.get(keyOf(entry, entry.bytes.subarray(0, length))) ?? 0;
    }
    return { ...entry, mask };
  });
}

function encodeRules({ types: filters }: Pick<EventFilter, 'types'>, entries: readonly Entry[]): Uint8Array {
  const encoded = new Uint8Array(rulesBytes);
  const view = new DataView(encoded.buffer);
  for (const [type, name] of wireTypes.entries()) {
    const filter = followedTypes.has(name) ? undefined : filters.get(name);
    for (const [index, one] of filterClasses.entries()) {
      view.setUint8(rules.actions + index * types + type, actions[filter?.byClass[one] ?? 'all']);
    }
  }
  for (const { type, kind } of entries) {
    view.setUint8(rules.kinds + type, view.getUint8(rules.kinds + type) | (1 << kinds.indexOf(kind)));
  }
  const paths = entries.filter(({ kind }) => kind === 'path');
  for (const index of filterClasses.keys()) {
    const roots = paths.filter(({ mask }) => mask & (1 << index)).map(({ bytes }) => rootBits(bytes));
    view.setBigUint64(
      rules.roots + 8 * index,
      roots.reduce((bits, one) => bits | one, 0n),
      true,
    );
  }
  view.setUint32(rules.pathBytes, Math.max(0, ...paths.map(({ bytes }) => bytes.length)), true);
  return encoded;
}

function encodeEntries(entries: readonly Entry[], size: number): Uint8Array {
  const encoded = new Uint8Array(entries.length * size);
  const view = new DataView(encoded.buffer);
  for (const [index, { type, kind, bytes, mask }] of entries.entries()) {
    const at = index * size;
    view.setUint32(at + head.bits, 8 * (head.text - head.slot + bytes.length), true);
    view.setUint8(at + head.type, type);
    view.setUint8(at + head.kind, kinds.indexOf(kind));
    encoded.set(bytes, at + head.text);
    view.setUint32(at + size - 4, mask, true);
  }
  return encoded;
}
