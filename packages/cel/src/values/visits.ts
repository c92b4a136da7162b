import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';

/** Counts the values that one walk through nested values looks at. */
export class Visits {
  #left: number = limits.visits;

  /** @throws EvaluationFailure limit */
  count(values = 1): void {
    this.#left -= values;
    if (this.#left >= 0) return;
    throw new EvaluationFailure(`Too many nested values, maximum ${limits.visits}`, 'limit');
  }
}
