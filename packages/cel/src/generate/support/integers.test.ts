import { describe, expect, it } from 'vitest';
import { arithmetic } from '../../stdlib/arithmetic.ts';
import { Uint } from '../../values/uint.ts';
import * as integers from './integers.ts';

const edge = [
  0n,
  1n,
  2n,
  3n,
  7n,
  512n,
  2n ** 26n + 1n,
  2n ** 52n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 62n,
];
const ints = [...edge, ...edge.map((value) => -value), 2n ** 63n - 1n, -(2n ** 63n), 1n - 2n ** 63n];
const uints = [...edge, 2n ** 63n, 2n ** 64n - 1n];

type Call = (...args: readonly unknown[]) => bigint | Uint;

type Operation = (a: integers.Integer, b: integers.Integer) => integers.Integer;

/** What the language's own function gives, as generated code holds it; nothing where it fails. */
function expectedOf(name: string, type: 'int' | 'uint', values: readonly bigint[]): integers.Integer | undefined {
  const declared = arithmetic.find(
    (candidate) =>
      candidate.name === `operator ${name}` &&
      candidate.params.every((param) => param === type) &&
      candidate.params.length === values.length,
  );
  const args = values.map((value) => (type === 'uint' ? new Uint(value) : value));
  try {
    const value = (declared as unknown as { readonly call: Call }).call(...args);
    return integers.plainInteger(value instanceof Uint ? value.value : value);
  } catch {
    return undefined;
  }
}

function outcomeOf(run: () => integers.Integer): integers.Integer | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

describe.each<[string, 'int' | 'uint', Operation]>([
  ['+', 'int', integers.addInts],
  ['-', 'int', integers.subtractInts],
  ['*', 'int', integers.multiplyInts],
  ['/', 'int', integers.divideInts],
  ['%', 'int', integers.remainderOfInts],
  ['+', 'uint', integers.addUints],
  ['-', 'uint', integers.subtractUints],
  ['*', 'uint', integers.multiplyUints],
  ['/', 'uint', integers.divideUints],
  ['%', 'uint', integers.remainderOfUints],
])('%s of %s', (name, type, operation) => {
  it('is exact, and fails where it does not fit', () => {
    const values = type === 'int' ? ints : uints;
    for (const a of values) {
      for (const b of values) {
        const result = outcomeOf(() => operation(integers.plainInteger(a), integers.plainInteger(b)));
        expect([a, b, result]).toEqual([a, b, expectedOf(name, type, [a, b])]);
      }
    }
  });
});

describe('-', () => {
  it('of int is exact, and fails where it does not fit', () => {
    for (const a of ints) {
      expect(outcomeOf(() => integers.negateInt(integers.plainInteger(a)))).toEqual(expectedOf('-', 'int', [a]));
    }
  });
});

describe('plainInteger', () => {
  it.each([
    [2n ** 53n - 1n, 2 ** 53 - 1],
    [2n ** 53n, 2n ** 53n],
    [1n - 2n ** 53n, 1 - 2 ** 53],
    [-(2n ** 53n), -(2n ** 53n)],
  ])('%i', (value, expected) => {
    expect(integers.plainInteger(value)).toBe(expected);
  });
});
