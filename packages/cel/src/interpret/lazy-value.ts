import type { Frame, Run } from './frame.ts';

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** A value that is computed where it is first needed; an error is remembered like a value. */
export class LazyValue {
  readonly #run: Run;
  #outcome: Outcome | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  /** @throws CelError what computing it threw, every time */
  get(frame: Frame): unknown {
    this.#outcome ??= this.#compute(frame);
    if ('error' in this.#outcome) throw this.#outcome.error;
    return this.#outcome.value;
  }

  #compute(frame: Frame): Outcome {
    try {
      return { value: this.#run(frame) };
    } catch (error) {
      return { error };
    }
  }
}
