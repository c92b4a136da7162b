import type { EventType } from './event-catalogue.ts';
import type { RuleSpec } from './rule.ts';

/** The types of the events that a rule reads, each once, in its order: of its expressions, or of the steps of its sequence. */
export function ruleEventTypes({ expressions }: Pick<RuleSpec, 'expressions'>): readonly EventType[] {
  const read = [...(expressions.ruleExpression ?? []), ...(expressions.sequence?.steps ?? [])];
  return [...new Set(read.map(({ eventType }) => eventType))];
}
