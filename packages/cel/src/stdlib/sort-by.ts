import { fail } from '../evaluation-failure.ts';
import { compare } from '../values/compare.ts';
import { shownType } from '../values/type-of.ts';

/**
 * The elements in the order of their keys, which are all of one type; equal ones stay as they are.
 *
 * @throws EvaluationFailure for keys that have no order
 */
export function sortBy(list: readonly unknown[], keys: readonly unknown[]): readonly unknown[] {
  if (list.length !== keys.length) fail(`Expected ${list.length} keys to sort by, got "${keys.length}"`);
  checkKeys(keys);
  const indexes = Array.from(keys, (_, index) => index);
  return indexes.sort((a, b) => compare(keys[a], keys[b])).map((index) => list[index]);
}

function checkKeys(keys: readonly unknown[]): void {
  const type = shownType(keys[0]);
  for (const key of keys) {
    if (shownType(key) !== type) fail(`Expected ${type} as all other values to sort by, got "${shownType(key)}"`);
    if (Number.isNaN(key)) fail('Expected values that have an order, got "NaN"');
  }
}
