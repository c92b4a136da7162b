import type { EventEnvironment } from '@rulelibrary/cel';
import type { EventType, Problem, Rule } from '@rulelibrary/schema';
import { type CompiledRule, compileRule } from './compile-rule.ts';
import type { EventTable } from './event-table.ts';
import { EventTables } from './event-tables.ts';
import { parseVersionRange } from './semver-range.ts';
import type { SourceContext } from './source-context.ts';

/** The rules that run, found by event type and context without looking at any other. */
export interface RuleSet {
  /** Undefined where there is none. Made when it is first asked for. */
  tableFor(eventType: EventType, context: SourceContext): EventTable | undefined;
  readonly rules: readonly CompiledRule[];
  /** Rules that were rejected, and why. */
  readonly problems: readonly Problem[];
  /** What became of the rules given: each is counted once. */
  readonly counts: RuleSetCounts;
}

export interface RuleSetCounts {
  readonly active: number;
  readonly disabled: number;
  /** Not for this version of the agent. */
  readonly otherVersion: number;
  readonly rejected: number;
}

export interface RuleSetOptions {
  readonly includeDisabled?: boolean | undefined;
  /** Undefined: every requirement counts as met. */
  readonly agentVersion?: string | undefined;
}

type Fate = keyof RuleSetCounts;

/**
 * Compiles the rules and sorts them by where they apply; one that does not compile takes no other with it.
 * @throws Error `Expected a version, got "…"` for an agentVersion that is none
 */
export function createRuleSet(rules: readonly Rule[], environment: EventEnvironment, options: RuleSetOptions): RuleSet {
  // Here and not rule by rule, where it would read as the fault of the rules.
  if (options.agentVersion !== undefined) parseVersionRange('*')(options.agentVersion);
  const problems: Problem[] = [];
  const active: CompiledRule[] = [];
  const counts: Record<Fate, number> = { active: 0, disabled: 0, otherVersion: 0, rejected: 0 };
  for (const rule of rules) {
    const { compiled, problems: found } = compileRule(rule, environment);
    const { isMet, problem } = checkVersion(rule, options.agentVersion);
    problems.push(...found, ...(problem ? [problem] : []));
    const fate = compiled === undefined || problem ? 'rejected' : fateOf(rule, isMet, options);
    counts[fate] += 1;
    if (compiled !== undefined && fate === 'active') active.push(compiled);
  }
  const tables = new EventTables(active);
  return {
    tableFor: (eventType, context) => tables.tableFor(eventType, context),
    rules: active,
    problems,
    counts,
  };
}

function fateOf({ spec }: Rule, isVersionMet: boolean, { includeDisabled = false }: RuleSetOptions): Fate {
  if (!spec.enabled && !includeDisabled) return 'disabled';
  return isVersionMet ? 'active' : 'otherVersion';
}

function checkVersion(rule: Rule, agentVersion: string | undefined): { isMet: boolean; problem?: Problem } {
  const requirement = rule.spec.agentVersionRequirement;
  if (requirement === undefined) return { isMet: true };
  try {
    const isInRange = parseVersionRange(requirement);
    return { isMet: agentVersion === undefined || isInRange(agentVersion) };
  } catch (error) {
    const { file, line, column } = rule.placeOf('/agentVersionRequirement');
    const message = error instanceof Error ? error.message : String(error);
    return { isMet: false, problem: { file, line, column, code: 'invalid-value', message, ruleId: rule.spec.id } };
  }
}
