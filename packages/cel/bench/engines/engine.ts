import type { RuleExpression } from '../rule-expressions.ts';

/** Something that evaluates the rules' expressions. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** What the expression comes to on each of its events. */
  readonly verdicts: (index: number) => readonly boolean[];
  /** Evaluates an expression so often, with one of its events after the other: nanoseconds for all. */
  readonly time: (index: number, count: number) => Promise<number>;
  readonly close: () => void;
}

export type MakeEngine = (expressions: readonly RuleExpression[]) => Promise<Engine>;
