import type { Feature } from '@rulelibrary/engine/collector';

/** How an act came out: its events were there, the machine cannot do it, nothing watches its type, or they were not there. */
export type Outcome = 'seen' | 'skipped' | 'unavailable' | 'failed';

export interface ActReport {
  readonly workload: string;
  readonly act: string;
  readonly outcome: Outcome;
  /** Why it failed, in one line. */
  readonly detail?: string;
}

/** What a kernel showed. */
export interface KernelReport {
  readonly release: string;
  readonly features: readonly Feature[];
  readonly acts: readonly ActReport[];
}

/** Begins each line of a report, on a console where the kernel speaks, too. */
export const reportMark = '@@rulelib ';
