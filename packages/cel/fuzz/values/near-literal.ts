import type { Literal } from '../../src/syntax/node.ts';
import type { Random } from '../random.ts';
import { likelyText } from './likely-text.ts';

/** A text that begins or ends with a constant of the expression, or has it within; undefined where there is none. */
export function nearText(literals: readonly Literal[], random: Random): string | undefined {
  const texts = literals.filter((literal) => typeof literal === 'string');
  if (texts.length === 0) return undefined;
  const constant = random.pick(texts);
  switch (random.int(8)) {
    case 0:
      return constant + likelyText(random);
    case 1:
      return likelyText(random) + constant;
    case 2:
      return constant.slice(0, -1);
    case 3:
      return constant.toUpperCase();
    default:
      return constant;
  }
}

/** An int next to a constant of the expression. */
export function nearInt(literals: readonly Literal[], random: Random): bigint | undefined {
  const ints = literals.filter((literal) => typeof literal === 'bigint');
  return ints.length === 0 ? undefined : BigInt.asIntN(64, random.pick(ints) + BigInt(random.int(3) - 1));
}
