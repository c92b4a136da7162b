import { fail } from '../evaluation-failure.ts';
import { compare } from '../values/compare.ts';
import { shownType } from '../values/type-of.ts';
import { type Declaration, func } from './declaration.ts';

const numbers = ['int', 'uint', 'double'];

/** What `math.greatest` and `math.least` expand to; they compare numbers across types. */
export const extremes: readonly Declaration[] = [...extreme('math.@max', 1), ...extreme('math.@min', -1)];

/** @param sign of the order that makes the other operand replace the one found first */
function extreme(name: string, sign: 1 | -1): Declaration[] {
  const pair = (a: unknown, b: unknown) => (order(b, a) * sign > 0 ? b : a);
  const list = (values: readonly unknown[]) => {
    if (values.length === 0) fail('Expected list of numbers, got an empty one');
    return values.reduce(pair, checkNumber(values[0]));
  };
  return [
    ...numbers.map((type) => func(name, [[type], type], (value: unknown) => value)),
    ...numbers.flatMap((a) => numbers.map((b) => func(name, [[a, b], a === b ? a : 'dyn'], pair))),
    ...numbers.map((type) => func(name, [[`list(${type})`], type], list)),
    func(name, [['list(dyn)'], 'dyn'], list),
  ];
}

function order(a: unknown, b: unknown): number {
  const difference = compare(checkNumber(a), checkNumber(b));
  return Number.isNaN(difference) ? fail('Expected numbers that have an order, got "NaN"') : difference;
}

function checkNumber(value: unknown): unknown {
  return numbers.includes(shownType(value)) ? value : fail(`Expected number, got "${shownType(value)}"`);
}
