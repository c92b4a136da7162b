import type { CelError, Program } from '@rulelibrary/cel';
import type { SequenceSpec } from '@rulelibrary/schema/correlate';
import type { ThreatEvent } from '../event/threat-event.ts';
import type { Fixture, ThreatRule } from '../rule.ts';

/** The condition of a rule, or of one of its steps. */
export interface Condition {
  readonly source: string;
  /** As it was checked. */
  readonly tree: Program['tree'];
  /** JSON pointer of its text. */
  readonly pointer: string;
  /** Id of the step. */
  readonly step?: string;
  /** @throws CelError evaluation, limit */
  readonly evaluate: (event: ThreatEvent) => boolean;
  /** Events with another action need not be asked. */
  readonly actions: ReadonlySet<string> | undefined;
  /** Patterns that never compile: what they stand in fails whenever it is evaluated. */
  readonly brokenPatterns: readonly CelError[];
}

/** A fixture with its events as conditions read them. */
export interface CompiledFixture extends Pick<Fixture, 'name' | 'verdict'> {
  readonly pointer: string;
  readonly events: readonly ThreatEvent[];
  /** JSON pointers of keys that are no field. */
  readonly unknownKeys: readonly string[];
}

/** A rule that is ready to run. */
export interface CompiledRule {
  readonly rule: ThreatRule;
  /** One, or one for each step. */
  readonly conditions: readonly Condition[];
  /** Of a rule with `correlation`. */
  readonly sequence: SequenceSpec | undefined;
  readonly fixtures: readonly CompiledFixture[];
}
