import { Uint } from '../values/uint.ts';
import { plainInteger } from './support/integers.ts';
import { plainScalar } from './support/values.ts';
import type { Form } from './value.ts';

/**
 * The elements that a value of a form can equal, in that form: for `===` and `Set`. Undefined where a set cannot tell,
 * as for lists.
 */
export function constantMembers(list: readonly unknown[], form: Form): ReadonlySet<unknown> | undefined {
  switch (form) {
    case 'text':
      return new Set(list.filter((item) => typeof item === 'string'));
    case 'bool':
      return new Set(list.filter((item) => typeof item === 'boolean'));
    case 'int':
    case 'uint':
      return new Set(list.map(plainScalar).filter((item) => typeof item === 'bigint' || Number.isSafeInteger(item)));
    case 'double':
      return new Set(list.flatMap(doublesEqualTo));
    case 'boxed':
      return list.every(isScalar) ? new Set(list.filter((item) => !Number.isNaN(item)).map(plainScalar)) : undefined;
  }
}

/** NaN equals nothing, but a set would find it. */
function doublesEqualTo(item: unknown): number[] {
  if (typeof item === 'number') return Number.isNaN(item) ? [] : [item];
  const value = item instanceof Uint ? item.value : item;
  if (typeof value !== 'bigint') return [];
  const plain = plainInteger(value);
  return BigInt(Number(plain)) === value ? [Number(plain)] : [];
}

function isScalar(item: unknown): boolean {
  return typeof item !== 'object' || item === null || item instanceof Uint;
}
