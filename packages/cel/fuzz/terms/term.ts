import { formatType, type Type } from '../../src/types/type.ts';

/** How tightly an expression holds together: where a tighter one is asked for, it stands in parentheses. */
export const binding = {
  choice: 0,
  or: 1,
  and: 2,
  relation: 3,
  sum: 4,
  product: 5,
  unary: 6,
  member: 7,
} as const;

/** A random expression: its text in pieces, so that each part can be replaced when the expression is made smaller. */
export interface Term {
  readonly type: Type;
  readonly binding: number;
  readonly pieces: readonly (string | Part)[];
  /** What it is, as the list of deviations names it: `operator +`, `all`, `startsWith`, `literal`. */
  readonly tag: string;
}

/** A term within another. */
export interface Part {
  readonly term: Term;
  readonly minimum: number;
  /** It stands in parentheses though it need not. */
  readonly isWrapped: boolean;
}

export function textOf(term: Term): string {
  return term.pieces.map((piece) => (typeof piece === 'string' ? piece : partText(piece))).join('');
}

function partText({ term, minimum, isWrapped }: Part): string {
  const text = textOf(term);
  return isWrapped || term.binding < minimum ? `(${text})` : text;
}

export function partsOf(term: Term): readonly Part[] {
  return term.pieces.filter((piece) => typeof piece !== 'string');
}

/** Every tag, and every type as `: int`, in the term and its parts. */
export function featuresOf(term: Term, found = new Set<string>()): ReadonlySet<string> {
  found.add(term.tag);
  found.add(`: ${formatType(term.type)}`);
  for (const { term: part } of partsOf(term)) featuresOf(part, found);
  return found;
}
