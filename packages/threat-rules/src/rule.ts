import type { YamlDocument } from '@rulelibrary/schema/yaml';

export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** From the least to the worst. */
export type Severity = (typeof severities)[number];

export type Posture = 'detect' | 'enforce-capable';

export type Verdict = 'match' | 'no_match';

export interface Step {
  readonly id: string;
  readonly match: string;
}

export interface Correlation {
  readonly scope: 'session';
  /** As Go writes durations. */
  readonly window: string;
  readonly order?: 'sequence' | 'any';
  readonly steps: readonly Step[];
}

/** Events, and what the rule has to say of them. */
export interface Fixture {
  readonly name: string;
  readonly verdict: Verdict;
  /** As written; keys without regard to case, unknown ones among them. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** What a `*.rule.yaml` says. */
export interface ThreatRuleSpec {
  readonly spec?: 'threat-rules/v1' | 'threat-rules/v1.1';
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly description?: string;
  readonly severity: Severity;
  readonly status: 'experimental' | 'stable' | 'deprecated';
  readonly posture: Posture;
  readonly taxonomy?: Readonly<Record<string, string>>;
  /** Either this or `correlation`. */
  readonly match?: string;
  readonly correlation?: Correlation;
  readonly emit: { readonly reason: string };
  readonly tests: readonly Fixture[];
}

/** A rule that passed the schema, and the file that it stands in. */
export interface ThreatRule {
  readonly spec: ThreatRuleSpec;
  readonly document: YamlDocument;
}
