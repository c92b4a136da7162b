import { sequenceOrders } from '../rule.ts';
import { closedObject, described, type JsonSchema, listOf, text } from './json-schema.ts';

/** More steps than anyone can follow; for `any` each event costs the square of their number. */
const maximumSteps = 10;

/** `expressions.sequence`. That step ids differ, and that the window is above zero, is checked beside it. */
export function sequenceSchema(eventType: JsonSchema): JsonSchema {
  const step = closedObject(
    {
      id: {
        title: 'a step id of lower case letters, digits and "_" such as read_secret',
        description: 'What alerts call the step, and later steps: steps.<id>.event.',
        type: 'string',
        pattern: '^[a-z][a-z0-9_]*$',
      },
      eventType,
      expression: described('CEL that is true of the events that fill the step.', text),
    },
    ['id', 'eventType', 'expression'],
  );
  return {
    ...closedObject(
      {
        window: {
          title: 'a duration such as 120s, 5m or 1h30m',
          description: 'The longest time from the first event to the last, as Go writes durations.',
          type: 'string',
          pattern: '^\\+?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$',
        },
        by: described(
          'What the events have in common: processTree, container, pod, or a CEL expression that gives a string.',
          text,
        ),
        order: {
          title: 'order',
          description: 'Whether the steps come one after the other (sequence, the default) or in any order.',
          type: 'string',
          enum: sequenceOrders,
        },
        steps: {
          ...listOf(step),
          title: `a list of 2 to ${maximumSteps} steps`,
          description: 'An event for each; one event never fills two steps.',
          minItems: 2,
          maxItems: maximumSteps,
        },
      },
      ['window', 'by', 'steps'],
    ),
    description: 'Fires when several events come together, in place of ruleExpression. Not all agents know it.',
  };
}
