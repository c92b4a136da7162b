import type { CelError, TextRange } from '../cel-error.ts';

/** What a piece of an expression came to: its value as values leave an evaluation, or why it has none. */
export type Outcome = { readonly value: unknown } | { readonly error: CelError };

/** A piece of an expression on one event. */
export interface Step extends TextRange {
  /** As it is written, with the parentheses that belong to it. */
  readonly text: string;
  readonly kind: StepKind;
  readonly outcome: Outcome;
  /**
   * Its own pieces, left to right: a chain of && or || has one for each operand, a choice its condition and both branches.
   * Elsewhere literals are left out, and objects such as `event` itself.
   */
  readonly operands: readonly Step[];
  /** Of a macro: its body, for single elements. */
  readonly elements?: readonly ElementSteps[];
  /** Of a macro: how many elements are not shown. */
  readonly omitted?: number;
}

/** `value` is everything that does not combine conditions: a comparison, a call, a field. */
export type StepKind = 'and' | 'or' | 'not' | 'choice' | 'macro' | 'value';

/** The body of a macro for one element of its list. */
export interface ElementSteps {
  /** The macro's variable. */
  readonly name: string;
  readonly value: unknown;
  readonly body: readonly Step[];
}
