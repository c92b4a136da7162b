import { fileURLToPath } from 'node:url';
import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { ruleEvents } from './events/rule-events.ts';

/** The expression of a rule for one event type, and the events it is evaluated with. */
export interface RuleExpression {
  readonly id: string;
  readonly eventType: EventType;
  readonly source: string;
  /** The usual one, which does not match, and one that does; a rule that takes any event of its type has the latter only. */
  readonly events: readonly RuntimeEvent[];
}

const folder = fileURLToPath(new URL('../../../pkg/rules', import.meta.url));

/** Those of all rules of the library, by id. @throws Error when a rule cannot be read */
export async function ruleExpressions(): Promise<RuleExpression[]> {
  const { rules, problems } = await readRules([folder]);
  if (problems.length > 0) throw new Error(`Cannot read rules: ${problems[0]?.message}`);
  const { quiet, matching } = ruleEvents();
  // Rules of sequences have steps instead.
  const single = rules.map(({ spec }) => spec).filter(({ expressions }) => expressions.ruleExpression);
  const specs = single.sort((a, b) => (a.id < b.id ? -1 : 1));
  return specs.flatMap(({ id, expressions: { ruleExpression = [] } }, index) =>
    ruleExpression.map(({ eventType, expression }) => {
      const usual = quiet(eventType);
      const events = [...(usual ? [usual] : []), matching(index, eventType)];
      return { id, eventType, source: expression, events };
    }),
  );
}
