import type { Identities } from '../generate/identity.ts';
import type { Expr } from '../tree/expr.ts';

export type Operator = 'equals' | 'prefix' | 'suffix' | 'contains';

/** The subject has one of the values, or begins with, ends with or contains one of them. */
export interface Literal {
  /** A text or an integer that does not depend on variables of loops. */
  readonly subject: Expr;
  readonly operator: Operator;
  /** Not empty. Of integers: bigint. */
  readonly values: readonly (string | bigint)[];
  /** The subject is looked at in lower case, as `lowerAscii` gives it. */
  readonly isLower: boolean;
}

/** One of them holds whenever the expression does; none: it never holds. */
export type Clause = readonly Literal[];

/** More than a person writes: lists of domains have hundreds. */
export const mostValues = 4096;

export function countValues(clause: Clause): number {
  return clause.reduce((count, { values }) => count + values.length, 0);
}

/** The values of each way to look at a subject together. */
export function mergeLiterals(clause: Clause, identities: Identities): Clause {
  const merged = new Map<string, { readonly literal: Literal; readonly values: Set<string | bigint> }>();
  for (const literal of clause) {
    const key = `${identities.of(literal.subject)} ${literal.operator} ${literal.isLower}`;
    const entry = merged.get(key) ?? { literal, values: new Set() };
    merged.set(key, entry);
    for (const value of literal.values) entry.values.add(value);
  }
  return [...merged.values()].map(({ literal, values }) => ({ ...literal, values: [...values] }));
}

const weights: Readonly<Record<Operator, number>> = { equals: 1, prefix: 2, suffix: 2, contains: 4 };

/** The lower, the fewer values of the subject are likely to meet the clause; without knowing anything of either. */
export function weightOf(clause: Clause): number {
  return clause.reduce((sum, { operator, values }) => {
    const lengths = values.map((value) => (typeof value === 'string' && operator !== 'equals' ? value.length : 16));
    return (
      sum + weights[operator] * lengths.reduce((total, length) => total + 16 / Math.max(1, Math.min(16, length)), 0)
    );
  }, 0);
}
