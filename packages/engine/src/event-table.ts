import { RuleTable } from '@rulelibrary/cel';
import type { ProfileCoverage } from '@rulelibrary/schema';
import type { CompiledConditions, CompiledRule } from './compile-rule.ts';
import { createCoverageTest, joinDemands } from './learning/profile-demand.ts';
import type { EventTest } from './prefilter.ts';

/** A rule as it concerns events of one type. */
export interface ApplicableRule extends CompiledConditions {
  readonly compiled: CompiledRule;
  readonly severity: number;
  /** Undefined when every event of the type passes. */
  readonly prefilter: EventTest | undefined;
}

/** What is evaluated in bulk: rules whose only gate, if any, is the profile. */
export interface PlainCounts {
  /** Rules that need a completed profile. */
  readonly dependent: number;
  readonly others: number;
}

/** The rules of a workload for events of one type, found by what the event holds. */
export interface EventTable {
  /** In order. */
  readonly rules: readonly ApplicableRule[];
  /**
   * Finds the rules that an event may match, by their positions. Rules with a prefilter or a policy are always among
   * them: what these hold back is counted by rule.
   */
  readonly find: RuleTable['find'];
  readonly plain: PlainCounts;
  /** The ids of the rules that need a completed profile. */
  readonly dependent: readonly string[];
  /** Whether a profile covers all that these read. */
  readonly isCovered: (coverage: ProfileCoverage | undefined) => boolean;
}

/** @param rules whose programs are then evaluated with the event that rules were last found for */
export function createEventTable(rules: readonly ApplicableRule[]): EventTable {
  const table = new RuleTable(
    rules.map((rule) => ({
      programs: rule.expressions.map(({ program }) => program),
      isAlwaysVisited: hasOwnGate(rule),
    })),
  );
  const plain = rules.filter((rule) => !hasOwnGate(rule));
  const dependent = plain.filter(needsProfile).length;
  return {
    rules: rules.map((rule, position) => ({
      ...rule,
      expressions: rule.expressions.map((expression, index) => ({
        ...expression,
        program: table.programs[position]?.[index] ?? expression.program,
      })),
    })),
    find: (event) => table.find(event),
    plain: { dependent, others: plain.length - dependent },
    dependent: rules.filter(needsProfile).map(({ compiled }) => compiled.rule.spec.id),
    isCovered: createCoverageTest(joinDemands(rules.filter(needsProfile).map(({ compiled }) => compiled.demand))),
  };
}

/** Whether it has a gate beside the profile: one that looks at the event or the policy. */
export function hasOwnGate({ prefilter, compiled }: ApplicableRule): boolean {
  return prefilter !== undefined || compiled.rule.spec.supportPolicy === true;
}

export function needsProfile({ compiled }: ApplicableRule): boolean {
  return compiled.rule.spec.profileDependency === 0;
}
