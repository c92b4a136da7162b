import { isSimple } from '../../src/types/type.ts';
import { infix } from './make-term.ts';
import type { Produce } from './source.ts';
import { binding } from './term.ts';

const operators = [
  ['+', binding.sum],
  ['-', binding.sum],
  ['*', binding.product],
  ['/', binding.product],
  ['%', binding.product],
] as const;

/** Sums and products of variables and edges: in generated code numbers are exact only up to a point. */
export const produceArithmetic: Produce = (type, depth, { make, random }) => {
  const isDouble = isSimple(type, 'double');
  if (!isDouble && !isSimple(type, 'int') && !isSimple(type, 'uint')) return undefined;
  const [operator, level] = random.pick(isDouble ? operators.slice(0, 4) : operators);
  return infix(operator, [make(type, random.int(Math.max(depth, 0) + 1)), make(type, 0)], type, level, random);
};
