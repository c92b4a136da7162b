import type { CharSet } from './char-set.ts';

/** A pattern as a tree. How greedy a repetition is, and what a group is called, does not matter to whether it matches. */
export type PatternNode = CharsNode | OpaqueNode | AssertionNode | SequenceNode | ChoiceNode | RepeatNode;

/** One of these characters. */
export interface CharsNode {
  readonly kind: 'chars';
  readonly set: CharSet;
}

/** One character of a set that depends on the engine's version of Unicode: `\p{Greek}`, or `é` under `(?i)`. */
export interface OpaqueNode {
  readonly kind: 'opaque';
}

/** A place between two characters. `$` is the end of the text for RE2, never before a line feed that ends it. */
export interface AssertionNode {
  readonly kind: 'assertion';
  readonly place: 'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'wordEdge' | 'noWordEdge';
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly PatternNode[];
}

/** At least one of the items matches; which comes first does not matter. */
export interface ChoiceNode {
  readonly kind: 'choice';
  readonly items: readonly PatternNode[];
}

export interface RepeatNode {
  readonly kind: 'repeat';
  readonly body: PatternNode;
  readonly min: number;
  /** Infinity for no bound. */
  readonly max: number;
}

/** Matches the empty text, everywhere. */
export const empty: SequenceNode = { kind: 'sequence', items: [] };

export function isEmpty(node: PatternNode): boolean {
  return node.kind === 'sequence' && node.items.length === 0;
}
