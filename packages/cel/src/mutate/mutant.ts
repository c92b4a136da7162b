import type { TextRange } from '../cel-error.ts';

/** What was done to a condition. */
export type MutantChange =
  /** An operand of && or || is left out, an element out of a list. */
  | 'removed'
  /** It says the opposite, or always the same. */
  | 'flipped'
  /** A bound, a pattern or a comparison takes in or leaves out what lies right beside it. */
  | 'moved';

/** An expression with one condition changed. */
export interface Mutant extends TextRange {
  readonly change: MutantChange;
  /** The piece that is changed, as it is written. */
  readonly text: string;
  /** What stands there instead. */
  readonly replacement: string;
  /** The whole expression after the change. */
  readonly source: string;
}

/** A change of one piece. */
export interface Edit {
  readonly change: MutantChange;
  readonly range: TextRange;
  readonly replacement: string;
}
