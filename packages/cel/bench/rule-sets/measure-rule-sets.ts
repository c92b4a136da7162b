import { compileRuleSet, createEventEnvironment, type RuleSet } from '@rulelibrary/cel';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { eventMix } from '../events/event-mix.ts';
import { helperImplementations } from '../helpers.ts';
import { elapsedNs } from '../measure/elapsed-ns.ts';
import { median } from '../measure/median.ts';
import type { RuleExpression } from '../rule-expressions.ts';
import { generateRules } from './generate-rules.ts';

const sizes = [29, 100, 1_000, 10_000];
const rounds = 45;
const warmUpNs = 500e6;
const blockNs = 3e6;

/** By the number of rules: nanoseconds an event of the usual mix. Rounds over all sizes, as with single rules. */
export function measureRuleSets(library: readonly RuleExpression[]): Record<string, number> {
  const events = eventMix();
  const measured = sizes.map((size) => ({ size, set: compileSet(library, size), times: [] as number[] }));
  const repeats = measured.map(({ set }) => warmUp(set, events));
  for (let round = 0; round < rounds; round++) {
    for (const [index, { set, times }] of measured.entries()) {
      const count = repeats[index] as number;
      evaluateAll(set, events, Math.ceil(count / 4));
      times.push(evaluateAll(set, events, count) / count / events.length);
    }
  }
  return Object.fromEntries(measured.map(({ size, times }) => [size, Math.round(median(times))]));
}

function compileSet(library: readonly RuleExpression[], size: number): RuleSet {
  const expressionsById = Map.groupBy(generateRules(library, size), ({ id }) => id);
  const rules = [...expressionsById].map(([id, expressions]) => ({
    id,
    expressions: expressions.map(({ eventType, source }) => ({ eventType, expression: source })),
  }));
  if (rules.length !== size) throw new Error(`Expected ${size} rules, got "${rules.length}"`);
  const set = compileRuleSet(rules, createEventEnvironment(helperImplementations));
  if (set.problems[0]) throw set.problems[0].error;
  for (const expression of library) checkFinds(set, expression);
  return set;
}

/** An index that finds too little would be fast: of each rule its matching event, the last one, has to be found. */
function checkFinds(set: RuleSet, { id, events }: RuleExpression): void {
  for (const [index, event] of events.entries()) {
    const isFound = set.evaluate(event).some((outcome) => outcome.id === id && outcome.error === undefined);
    if (isFound !== (index === events.length - 1)) throw new Error(`Expected ${!isFound} of ${id}, got "${isFound}"`);
  }
}

/** How often all events make a block. */
function warmUp(set: RuleSet, events: readonly RuntimeEvent[]): number {
  let spent = 0;
  let repeats = 0;
  while (spent < warmUpNs) {
    spent += evaluateAll(set, events, 1);
    repeats++;
  }
  return Math.max(1, Math.round((repeats * blockNs) / spent));
}

/** Counted, so that no evaluation can be left out as unused. */
export let outcomes = 0;

function evaluateAll(set: RuleSet, events: readonly RuntimeEvent[], repeats: number): number {
  return elapsedNs(() => {
    for (let i = 0; i < repeats; i++) {
      for (const event of events) outcomes += set.evaluate(event).length;
    }
  });
}
