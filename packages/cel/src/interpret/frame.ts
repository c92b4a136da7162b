/** The state of one evaluation. */
export interface Frame {
  /** What the program is evaluated with; variables read from it. */
  readonly root: unknown;
  /** Values of the variables that the expression itself declares, by slot; of `cel.bind` a `LazyValue` as well. */
  readonly locals: unknown[];
  /** Elements that comprehensions have visited. */
  iterations: number;
  /** `textScale` of the root, once a loop has asked for it. */
  textScale?: number;
}

/** Evaluates a piece of an expression. @throws CelError evaluation, limit */
export type Run = (frame: Frame) => unknown;
