import { fail } from '../evaluation-failure.ts';
import { Uint } from '../values/uint.ts';
import { type Declaration, func } from './declaration.ts';

type Operation = (a: bigint, b: bigint) => bigint;

/** Operations on the 64 bits of an integer; negative ints are their two's complement. */
export const bits: readonly Declaration[] = [
  ...pairwise('math.bitAnd', (a, b) => a & b),
  ...pairwise('math.bitOr', (a, b) => a | b),
  ...pairwise('math.bitXor', (a, b) => a ^ b),
  func('math.bitNot', [['int'], 'int'], (value: bigint) => ~value),
  func('math.bitNot', [['uint'], 'uint'], ({ value }: Uint) => new Uint(BigInt.asUintN(64, ~value))),
  ...shift('math.bitShiftLeft', (value, by) => value << by),
  // Zeros come in, for negative ints as well.
  ...shift('math.bitShiftRight', (value, by) => value >> by),
];

function pairwise(name: string, combine: Operation): Declaration[] {
  return [
    func(name, [['int', 'int'], 'int'], combine),
    func(name, [['uint', 'uint'], 'uint'], (a: Uint, b: Uint) => new Uint(combine(a.value, b.value))),
  ];
}

function shift(name: string, move: Operation): Declaration[] {
  const shifted = (value: bigint, by: bigint): bigint => {
    if (by < 0n) fail(`Expected shift by 0 or more bits, got "${by}"`);
    return by >= 64n ? 0n : BigInt.asUintN(64, move(BigInt.asUintN(64, value), by));
  };
  return [
    func(name, [['int', 'int'], 'int'], (value: bigint, by: bigint) => BigInt.asIntN(64, shifted(value, by))),
    func(name, [['uint', 'int'], 'uint'], ({ value }: Uint, by: bigint) => new Uint(shifted(value, by))),
  ];
}
