import type { ThreatEvent } from '../event/threat-event.ts';
import { sessionOf } from '../event/threat-event.ts';
import type { Posture, Severity, ThreatRule } from '../rule.ts';

/** What a rule has to say of events. */
export interface Finding {
  readonly ruleId: string;
  readonly title: string;
  readonly severity: Severity;
  readonly posture: Posture;
  /** Empty where the events have none. */
  readonly sessionId: string;
  readonly reason: string;
  /** The one that matched, or one for each step: in the order of the steps, or of time where these come in any order. */
  readonly events: readonly ThreatEvent[];
  /** Where each of them stands in the log, where that was said. */
  readonly lines: readonly (number | undefined)[];
}

/** An event, and the number of its line. */
export interface Occurrence {
  readonly event: ThreatEvent;
  readonly line: number | undefined;
}

export function createFinding({ spec }: ThreatRule, evidence: readonly Occurrence[]): Finding {
  const { id: ruleId, title, severity, posture, emit } = spec;
  const [first] = evidence;
  return {
    ruleId,
    title,
    severity,
    posture,
    sessionId: first === undefined ? '' : sessionOf(first.event),
    reason: emit.reason,
    events: evidence.map(({ event }) => event),
    lines: evidence.map(({ line }) => line),
  };
}
