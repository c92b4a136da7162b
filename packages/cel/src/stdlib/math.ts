import { toInt } from '../values/int.ts';
import { Uint } from '../values/uint.ts';
import { bits } from './bits.ts';
import { type Declaration, func } from './declaration.ts';
import { extremes } from './extremes.ts';

const double = [['double'], 'double'] as const;
const test = [['double'], 'bool'] as const;

/** The `math` extension. Its macros `math.greatest` and `math.least` call `math.@max` and `math.@min`. */
export const math: readonly Declaration[] = [
  func('math.ceil', double, Math.ceil),
  func('math.floor', double, Math.floor),
  func('math.round', double, round),
  func('math.trunc', double, Math.trunc),
  func('math.isNaN', test, Number.isNaN),
  func('math.isInf', test, (value: number) => Math.abs(value) === Number.POSITIVE_INFINITY),
  func('math.isFinite', test, Number.isFinite),
  func('math.abs', double, Math.abs),
  func('math.abs', [['int'], 'int'], (value: bigint) => (value < 0n ? toInt(-value) : value)),
  func('math.abs', [['uint'], 'uint'], (value: Uint) => value),
  // Without sign: the sign of -0.0 is 0.0.
  func('math.sign', double, (value: number) => Math.sign(value) + 0),
  func('math.sign', [['int'], 'int'], (value: bigint) => (value > 0n ? 1n : value < 0n ? -1n : 0n)),
  func('math.sign', [['uint'], 'uint'], ({ value }: Uint) => new Uint(value > 0n ? 1n : 0n)),
  func('math.sqrt', double, Math.sqrt),
  func('math.sqrt', [['int'], 'double'], (value: bigint) => Math.sqrt(Number(value))),
  func('math.sqrt', [['uint'], 'double'], ({ value }: Uint) => Math.sqrt(Number(value))),
  ...bits,
  ...extremes,
];

/** Halves away from zero; JavaScript's own rounds them up. */
function round(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}
