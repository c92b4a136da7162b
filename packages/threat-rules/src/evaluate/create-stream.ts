import { createSequenceTracker, type SequenceLimits, type SequenceTracker } from '@rulelibrary/schema/correlate';
import type { CompiledRule } from '../compile/compiled-rule.ts';
import { sessionOf, type ThreatEvent } from '../event/threat-event.ts';
import { holds, type OnEvaluationError } from './evaluation-error.ts';
import { eventTime } from './event-time.ts';
import { createFinding, type Finding, type Occurrence } from './finding.ts';
import { type Candidate, indexRules } from './index-rules.ts';

export interface StreamOptions {
  readonly onError?: OnEvaluationError;
  readonly limits?: Partial<SequenceLimits>;
}

/** What is held, and what had to go. */
export interface StreamCounts {
  /** Sessions with something begun, of all rules together. */
  readonly sessions: number;
  /** Begun sequences. */
  readonly begun: number;
  /** Of these, how many had to go for want of room, oldest first. */
  readonly evicted: number;
  /** Sessions that were forgotten because nothing was heard of them for the window and an hour. */
  readonly expired: number;
  /** Sequences that were complete again within a window, and gave no finding. */
  readonly suppressed: number;
}

/** Events as they come, without an end. */
export interface Stream {
  /** The findings that this event brings; of a rule with steps at most one in a window for each session. */
  process(event: ThreatEvent, line?: number): readonly Finding[];
  counts(): StreamCounts;
}

/** How often what is over is looked for. */
const eventsBetweenSweeps = 1024;

const noFindings: readonly Finding[] = Object.freeze([]);

/** Makes a stream; what it holds is bounded, whatever comes. */
export function createStream(rules: readonly CompiledRule[], { onError, limits }: StreamOptions = {}): Stream {
  const candidatesOf = indexRules(rules);
  const budget = { held: 0 };
  const trackers = rules.map(({ sequence }) =>
    sequence === undefined
      ? undefined
      : createSequenceTracker<Occurrence>(sequence, { budget, ...(limits && { limits }) }),
  );
  const clock = createClock((nowNs) => {
    for (const tracker of trackers) tracker?.advance(nowNs);
  });

  const single = ({ compiled: { rule, conditions } }: Candidate, occurrence: Occurrence) => {
    const condition = conditions[0];
    const isMatch = condition !== undefined && holds(condition, occurrence, { rule, onError });
    return isMatch ? createFinding(rule, [occurrence]) : undefined;
  };

  const step = (
    { compiled, conditions }: Candidate,
    tracker: SequenceTracker<Occurrence>,
    occurrence: Occurrence,
  ): Finding | undefined => {
    const { rule, sequence } = compiled;
    const key = sessionOf(occurrence.event);
    const isFulfilled = (at: number) => {
      const condition = conditions.includes(at) ? compiled.conditions[at] : undefined;
      return condition !== undefined && holds(condition, occurrence, { rule, onError });
    };
    // Later steps are of no interest before the first: most events end here.
    const isFirst = sequence?.order === 'any' || tracker.isWaiting(key) ? undefined : isFulfilled(0);
    if (isFirst === false) return undefined;
    const evidence = { event: occurrence, timeNs: eventTime(occurrence.event) };
    const complete = tracker.process(key, evidence, once(isFulfilled, isFirst));
    return (
      complete &&
      createFinding(
        rule,
        complete.map((one) => one.event),
      )
    );
  };

  return {
    process(event, line) {
      clock.tick(event);
      let findings: Finding[] | undefined;
      const occurrence = { event, line };
      for (const candidate of candidatesOf(event)) {
        const tracker = trackers[candidate.index];
        const finding = tracker === undefined ? single(candidate, occurrence) : step(candidate, tracker, occurrence);
        if (finding === undefined) continue;
        findings ??= [];
        findings.push(finding);
      }
      return findings ?? noFindings;
    },
    counts: () => {
      const all = trackers.flatMap((tracker) => tracker?.counts() ?? []);
      const sum = (of: (count: (typeof all)[number]) => number) => all.reduce((total, count) => total + of(count), 0);
      return {
        sessions: sum(({ keys }) => keys),
        begun: sum(({ held }) => held),
        evicted: sum(({ evicted }) => evicted),
        expired: sum(({ expired }) => expired),
        suppressed: sum(({ suppressed }) => suppressed),
      };
    },
  };
}

/** Each step is decided once for an event, and only where someone asks. */
function once(decide: (step: number) => boolean, first: boolean | undefined): (step: number) => boolean {
  const decided = [first];
  return (step) => {
    decided[step] ??= decide(step);
    return decided[step];
  };
}

/**
 * The time of the stream: the earlier one of two that follow each other, so that a single event from the year 9999 does not
 * make everything be over.
 */
function createClock(onSweep: (nowNs: bigint) => void): { tick(event: ThreatEvent): void } {
  let events = 0;
  let beforeNs: bigint | undefined;
  return {
    tick(event) {
      events += 1;
      if (events % eventsBetweenSweeps > 1) return;
      const timeNs = eventTime(event);
      if (timeNs !== undefined && beforeNs !== undefined) onSweep(timeNs < beforeNs ? timeNs : beforeNs);
      beforeNs = timeNs;
    },
  };
}
