import type { EventType, Prefilter } from '@rulelibrary/schema';
import type { CompiledRule } from '../compile-rule.ts';
import type { SourceContext } from '../source-context.ts';
import type { TypeFilter } from './event-filter.ts';
import type { FilterClass } from './filter-class.ts';
import type { MayRun } from './may-run.ts';
import type { ReportLine } from './render-report.ts';

export interface PushDownOptions {
  /** The contexts that are watched; all where it is not given. */
  readonly contexts?: readonly SourceContext[] | undefined;
  /**
   * Whether a namespace that nobody knows yet may turn out to be a container that learns, which then lacks nothing that
   * profiles record. True where it is not given.
   */
  readonly learning?: boolean | undefined;
  /** Each state that the rule may be run with, as policy and bindings overlay it. */
  readonly statesOf: (rule: CompiledRule) => readonly (Prefilter | undefined)[];
  readonly mayRun: MayRun;
}

/** What of a rule set the kernel can decide. */
export interface PushDown {
  readonly types: ReadonlyMap<EventType, TypeFilter>;
  /** What is filtered by what, and why the rest is not, a line for each type that is not wholly dropped. */
  report(): readonly ReportLine[];
  /** The same of one class, without its name. */
  reportOf(name: FilterClass): readonly ReportLine[];
}
