/** One number of the benchmark, or why there is none here. */
export interface Figure {
  /** Absent: not measured. */
  readonly value?: number;
  readonly unit: string;
  /** What it should be at most, or at least where `isMoreBetter`. */
  readonly goal?: number;
  readonly isMoreBetter?: boolean;
  /** Of the rounds that the value is the median of: the lowest and the highest. */
  readonly spread?: readonly [number, number];
  /** The same by others, measured in the same run. */
  readonly peers?: Readonly<Record<string, number>>;
  /** How it was measured, where that differs from run to run. */
  readonly note?: string;
  readonly skipped?: string;
}

/** By name, in the order in which they are printed. */
export type Figures = Readonly<Record<string, Figure>>;
