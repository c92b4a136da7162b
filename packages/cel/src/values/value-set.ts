import { equals } from './equals.ts';
import { Uint } from './uint.ts';
import { Visits } from './visits.ts';

/**
 * Values of which each is in it once, by the equality of the language: 1, 1u and 1.0 are one. Lists, maps and rare
 * types are compared one by one, and counted.
 */
export class ValueSet {
  readonly #keys = new Set<unknown>();
  readonly #others: unknown[] = [];
  readonly #visits: Visits;

  /** @param visits for sets that belong together one */
  constructor(values: Iterable<unknown> = [], visits = new Visits()) {
    this.#visits = visits;
    for (const value of values) this.add(value);
  }

  /** @throws EvaluationFailure limit for too many values to compare */
  has(value: unknown): boolean {
    const key = keyOf(value);
    return key === undefined ? this.#others.some((other) => this.#equal(other, value)) : this.#keys.has(key);
  }

  /**
   * False when it is there already.
   *
   * @throws EvaluationFailure limit
   */
  add(value: unknown): boolean {
    if (this.has(value)) return false;
    const key = keyOf(value);
    if (key === undefined) this.#others.push(value);
    else this.#keys.add(key);
    return true;
  }

  #equal(a: unknown, b: unknown): boolean {
    this.#visits.count();
    return equals(a, b, this.#visits);
  }
}

/** What is the same for equal values and only for them; undefined where nothing as cheap is, and for NaN. */
function keyOf(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) ? BigInt(value) : Number.isNaN(value) ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  return value instanceof Uint ? value.value : undefined;
}
