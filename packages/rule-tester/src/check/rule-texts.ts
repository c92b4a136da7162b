import {
  type EventType,
  type Rule,
  type RuleExpression,
  type RuleSequence,
  ruleEventTypes,
  sequenceKeys,
} from '@rulelibrary/schema';

/** An expression of a rule: where it stands, and which events it is evaluated on. */
export interface RuleText {
  readonly source: string;
  /** JSON pointer relative to the rule. */
  readonly pointer: string;
  readonly eventTypes: readonly EventType[];
}

/** Every expression of the rule: its conditions or steps, each on one event type, and message, uniqueId and key. */
export function ruleTexts({ spec }: Rule): readonly RuleText[] {
  const { message, uniqueId, ruleExpression = [], sequence } = spec.expressions;
  const eventTypes = ruleEventTypes(spec);
  const worded = lastTypeOf(sequence) ?? eventTypes;
  const isExpression = sequence !== undefined && !sequenceKeys.some((name) => name === sequence.by);
  return [
    { source: message, pointer: '/expressions/message', eventTypes: worded },
    { source: uniqueId, pointer: '/expressions/uniqueId', eventTypes: worded },
    ...ruleExpression.map(conditionAt('/expressions/ruleExpression')),
    ...(isExpression ? [{ source: sequence.by, pointer: '/expressions/sequence/by', eventTypes }] : []),
    ...(sequence?.steps ?? []).map(conditionAt('/expressions/sequence/steps')),
  ];
}

/** Of a sequence whose steps have an order `event` is that of the last. */
function lastTypeOf(sequence: RuleSequence | undefined): readonly EventType[] | undefined {
  const last = sequence?.steps.at(-1);
  return last === undefined || sequence?.order === 'any' ? undefined : [last.eventType];
}

function conditionAt(pointer: string) {
  return ({ eventType, expression }: RuleExpression, index: number): RuleText => {
    return { source: expression, pointer: `${pointer}/${index}/expression`, eventTypes: [eventType] };
  };
}
