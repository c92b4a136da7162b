import type { SharedSlot } from '../generate/shared-scope.ts';

/**
 * A value that several rules need, computed where the first of them needs it. Its function is a property that never
 * changes, so that V8 puts it into the code of the rules.
 */
export class SharedValue implements SharedSlot {
  at = -1;
  value: unknown = undefined;
  readonly compute: (root: unknown) => unknown;
  readonly #clock: { readonly now: number };

  /** @param compute keeps what it gives in the slot that it is called on, with the time */
  constructor(compute: (root: unknown) => unknown, clock: { readonly now: number }) {
    this.compute = compute;
    this.#clock = clock;
  }

  /** @throws unknown what it cannot give, for the rule to be interpreted */
  get(root: unknown): unknown {
    return this.at === this.#clock.now ? this.value : this.compute(root);
  }
}
