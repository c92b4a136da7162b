import type { Local } from '../tree/expr.ts';

/** Where a frame holds the value of each local of an expression. */
export interface Slots {
  readonly of: (local: Local) => number;
  /** As many as a frame needs. */
  readonly count: () => number;
}

export function createSlots(): Slots {
  const slots = new Map<Local, number>();
  const of = (local: Local) => {
    const slot = slots.get(local) ?? slots.size;
    slots.set(local, slot);
    return slot;
  };
  return { of, count: () => slots.size };
}
