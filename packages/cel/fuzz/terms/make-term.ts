import type { Type } from '../../src/types/type.ts';
import type { Random } from '../random.ts';
import { binding, type Part, type Term } from './term.ts';

/** Whole texts, names, calls and literals: they never need parentheses. */
export function closed(tag: string, type: Type, ...pieces: readonly (string | Part)[]): Term {
  return { type, binding: binding.member, pieces, tag };
}

/** A part that stands by itself, between commas or brackets. */
export function loose(term: Term): Part {
  return { term, minimum: binding.choice, isWrapped: false };
}

/** An operand: now and then in parentheses that it does not need. */
export function operand(term: Term, minimum: number, random: Random): Part {
  return { term, minimum, isWrapped: random.chance(0.1) };
}

/** `a + b`, which associates to the left. */
export function infix(
  operator: string,
  [left, right]: readonly [Term, Term],
  type: Type,
  level: number,
  random: Random,
): Term {
  const parts = [operand(left, level, random), operand(right, level + 1, random)] as const;
  return { type, binding: level, pieces: [parts[0], ` ${operator} `, parts[1]], tag: operator };
}

/** Pieces with commas between them. */
export function separated(parts: readonly Part[]): (string | Part)[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
}
