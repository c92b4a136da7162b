import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import { CelError } from '../src/cel-error.ts';
import type { EventEnvironment } from '../src/event-environment.ts';
import { compileRuleSet, type RuleSource } from '../src/rule-set/compile-rule-set.ts';
import { bool } from '../src/types/type.ts';
import { eventNames } from './event-names.ts';
import { type Find, type Finding, thrownFind } from './outcome.ts';
import type { Random } from './random.ts';
import { shrink } from './shrink.ts';
import type { Tally } from './tally.ts';
import { createSource } from './terms/source.ts';
import { type Term, textOf } from './terms/term.ts';
import { literalsOf } from './values/literals-of.ts';
import { randomValue } from './values/random-value.ts';
import type { Names } from './world.ts';

const eventTypes: readonly EventType[] = ['exec', 'open', 'dns', 'network'];
const shrinkMs = 10_000;

interface Rules {
  readonly terms: readonly Term[];
  readonly event: RuntimeEvent;
  readonly environment: EventEnvironment;
}

/** Looks at random rules for one event: together they come to what they come to one by one. */
export function fuzzRuleSet(random: Random, environment: EventEnvironment, tally: Tally): Finding | undefined {
  const eventType = random.pick(eventTypes);
  const names = eventNames(eventType);
  const terms = Array.from({ length: 1 + random.int(10) }, () =>
    createSource(names, random).make(bool, 1 + random.int(5)),
  );
  for (let events = 0; events < 3; events++) {
    const event = randomEvent(eventType, names, { random, literals: literalsOf(textOf(random.pick(terms))) });
    const rules = { terms, event, environment };
    if (inspect(rules)) return report(rules);
  }
  return tally.count('rule sets evaluated');
}

function randomEvent(eventType: EventType, { fields }: Names, source: Parameters<typeof randomValue>[1]): RuntimeEvent {
  const set = [...fields].filter(() => source.random.chance(0.9));
  const values = set.map(([name, type]) => [name, randomValue(type, source)]);
  return { ...Object.fromEntries(values), eventType, timestamp: '2026-11-21T16:54:00Z', mntns: 1 } as RuntimeEvent;
}

function inspect({ terms, event, environment }: Rules): Find | undefined {
  const rules = terms.map((term, index): RuleSource => {
    return { id: `R${index}`, expressions: [{ eventType: event.eventType, expression: textOf(term) }] };
  });
  try {
    const set = compileRuleSet(rules, environment);
    const together = set.evaluate(event).map(({ id, error }) => shown(id, error));
    const refused = new Set(set.problems.map(({ id }) => id));
    const single = rules
      .filter(({ id }) => !refused.has(id))
      .flatMap((rule) => evaluateAlone(rule, event, environment));
    if (together.join('\n') === single.join('\n')) return undefined;
    return { what: 'rule set', said: { 'one by one': single.join('; '), together: together.join('; ') } };
  } catch (error) {
    return thrownFind(error);
  }
}

function evaluateAlone({ id, expressions }: RuleSource, event: RuntimeEvent, environment: EventEnvironment): string[] {
  const { eventType } = event;
  try {
    const programs = expressions.map(({ expression }) =>
      environment.compileInner(expression, { result: 'bool', eventType }),
    );
    return programs.every((program) => program.interpret(event)) ? [shown(id, undefined)] : [];
  } catch (error) {
    if (error instanceof CelError) return [shown(id, error)];
    throw error;
  }
}

function shown(id: string, error: unknown): string {
  if (error === undefined) return id;
  return error instanceof CelError ? `${id}: ${error.code} at ${error.start}: ${error.message}` : `${id}: ${error}`;
}

/** Without the rules that do not matter, each of the others made smaller. */
function report(rules: Rules): Finding {
  let { terms } = rules;
  const deadline = Date.now() + shrinkMs;
  const isFault = (candidate: readonly Term[]) => inspect({ ...rules, terms: candidate })?.what === 'rule set';
  for (const term of terms) {
    const fewer = terms.filter((other) => other !== term);
    if (isFault(fewer)) terms = fewer;
  }
  for (const [index, term] of terms.entries()) {
    const isFaultWith = (candidate: { readonly term: Term }) => isFault(terms.with(index, candidate.term));
    terms = terms.with(index, shrink({ term, bindings: [] }, isFaultWith, deadline).term);
  }
  const find = inspect({ ...rules, terms }) ?? { what: 'rule set', said: {} };
  return { source: terms.map(textOf).join('\n  '), bindings: { event: rules.event }, ...find };
}
