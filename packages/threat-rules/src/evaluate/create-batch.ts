import { type Evidence, findSequence } from '@rulelibrary/schema/correlate';
import type { CompiledRule } from '../compile/compiled-rule.ts';
import { sessionOf, type ThreatEvent } from '../event/threat-event.ts';
import { holds, type OnEvaluationError } from './evaluation-error.ts';
import { eventTime } from './event-time.ts';
import { createFinding, type Finding, type Occurrence } from './finding.ts';
import { indexRules } from './index-rules.ts';
import { type Kept, sortKept } from './sort-kept.ts';

export interface BatchOptions {
  /** By time, then sequence, then position; without it the events count in the order in which they come. */
  readonly sorted?: boolean;
  readonly onError?: OnEvaluationError;
}

/** All events at once. Conditions are decided as events come; what no condition holds for is not kept. */
export interface Batch {
  /** @param line where the event stands, for findings */
  add(event: ThreatEvent, line?: number): void;
  /** Every finding: one for each event that a rule matches, one for each rule with steps and session; by their last event. */
  finish(): Finding[];
}

interface Found {
  readonly finding: Finding;
  /** Position of its last event, then of its rule. */
  readonly at: readonly [event: number, rule: number];
}

/** Makes an empty batch. Memory: the events that at least one condition holds for. */
export function createBatch(rules: readonly CompiledRule[], { sorted = false, onError }: BatchOptions = {}): Batch {
  const candidatesOf = indexRules(rules);
  const kept: Kept[] = [];
  let lastNs: bigint | undefined;
  return {
    add(event, line) {
      const timeNs = sorted ? eventTime(event) : undefined;
      if (timeNs !== undefined) lastNs = timeNs;
      const occurrence = { event, line };
      const fulfilled = candidatesOf(event).flatMap(({ compiled, index, conditions }) => {
        const { rule } = compiled;
        const fits = (at: number) => {
          const condition = compiled.conditions[at];
          return condition !== undefined && holds(condition, occurrence, { rule, onError });
        };
        const steps = conditions.filter(fits);
        return steps.length === 0 ? [] : [{ rule: index, steps }];
      });
      if (fulfilled.length > 0) kept.push({ ...occurrence, sortNs: lastNs, fulfilled });
    },
    finish() {
      const events = sorted ? sortKept(kept) : kept;
      const found = [...singleEvents(events, rules), ...sequences(events, rules)];
      return found.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]).map(({ finding }) => finding);
    },
  };
}

/** The findings of events in their order: {@link createBatch} for a list. */
export function evaluateBatch(
  rules: readonly CompiledRule[],
  events: readonly ThreatEvent[],
  options: BatchOptions = {},
): Finding[] {
  const batch = createBatch(rules, options);
  for (const event of events) batch.add(event);
  return batch.finish();
}

function singleEvents(events: readonly Kept[], rules: readonly CompiledRule[]): Found[] {
  return events.flatMap((occurrence, position) =>
    occurrence.fulfilled.flatMap(({ rule: index }): Found[] => {
      const compiled = rules[index];
      if (compiled === undefined || compiled.sequence !== undefined) return [];
      return [{ finding: createFinding(compiled.rule, [occurrence]), at: [position, index] }];
    }),
  );
}

interface Placed extends Occurrence {
  readonly position: number;
  readonly steps: readonly number[];
}

function sequences(events: readonly Kept[], rules: readonly CompiledRule[]): Found[] {
  return rules.flatMap(({ rule, sequence }, index): Found[] => {
    if (sequence === undefined) return [];
    const placed = events.flatMap(({ event, line, fulfilled }, position): Placed[] => {
      const steps = fulfilled.find((one) => one.rule === index)?.steps;
      return steps === undefined ? [] : [{ event, line, position, steps }];
    });
    return [...Map.groupBy(placed, ({ event }) => sessionOf(event)).values()].flatMap((session): Found[] => {
      const evidence = session.map((one): Evidence<Placed> => ({ event: one, timeNs: eventTime(one.event) }));
      const matches = (step: number, at: number) => session[at]?.steps.includes(step) === true;
      const found = findSequence(evidence, sequence, matches)?.map((one) => one.event);
      if (found === undefined) return [];
      const last = Math.max(...found.map(({ position }) => position));
      return [{ finding: createFinding(rule, found), at: [last, index] }];
    });
  });
}
