import type { EventType, Rule } from '@rulelibrary/schema';

/** An expression of a rule: where it stands, and which events it is evaluated on. */
export interface RuleText {
  readonly source: string;
  /** JSON pointer relative to the rule. */
  readonly pointer: string;
  readonly eventTypes: readonly EventType[];
}

/** Every expression of the rule: its conditions, each on one event type, and message and uniqueId on all of these. */
export function ruleTexts({ spec }: Rule): readonly RuleText[] {
  const { message, uniqueId, ruleExpression } = spec.expressions;
  const eventTypes = [...new Set(ruleExpression.map(({ eventType }) => eventType))];
  return [
    { source: message, pointer: '/expressions/message', eventTypes },
    { source: uniqueId, pointer: '/expressions/uniqueId', eventTypes },
    ...ruleExpression.map(({ eventType, expression }, index) => ({
      source: expression,
      pointer: `/expressions/ruleExpression/${index}/expression`,
      eventTypes: [eventType],
    })),
  ];
}
