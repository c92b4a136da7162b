import { anyText, closedObject, described, type JsonSchema, listOf, text } from './json-schema.ts';

const id: JsonSchema = {
  title: 'an id of lower case letters, digits and "-"',
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9-]*$',
};

/** Go's time.ParseDuration, without a sign; that it is above zero is checked when the rule is compiled. */
const window: JsonSchema = {
  title: 'a duration such as 120s, 5m or 1h30m',
  type: 'string',
  pattern: '^\\+?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$',
};

const condition = described('A CEL expression over one event, `e`; true or false.', text);

const step = closedObject({ id: described('What the step is called in messages.', text), match: condition }, [
  'id',
  'match',
]);

const correlation = closedObject(
  {
    scope: described('Events of one session belong together.', { title: 'scope', type: 'string', enum: ['session'] }),
    window: described('The longest time from the first event to the last, as Go writes durations.', window),
    order: described('v1.1: whether the steps must come in their order (sequence, the default) or in any.', {
      title: 'order',
      type: 'string',
      enum: ['sequence', 'any'],
    }),
    steps: described('An event for each; one event never fills two steps.', {
      ...listOf(step),
      title: 'a list of two steps or more',
      minItems: 2,
    }),
  },
  ['scope', 'window', 'steps'],
);

const fixture = closedObject(
  {
    name: described('What the events are, in a few words.', text),
    verdict: described('What the rule has to say of them.', {
      title: 'verdict',
      type: 'string',
      enum: ['match', 'no_match'],
    }),
    events: described('Partial events, in their order.', {
      ...listOf({ title: 'an event as a mapping', type: 'object' }),
      title: 'a list of one event or more',
      minItems: 1,
    }),
  },
  ['name', 'verdict', 'events'],
);

/**
 * A threat rule, keys and values; which of its keys depend on each other is in {@link threatRuleSchema}, and worded better
 * than by a schema where a rule is loaded.
 */
export const threatRuleShape: JsonSchema = {
  ...closedObject(
    {
      spec: described('The specification that the rule is written to.', {
        title: 'spec',
        type: 'string',
        enum: ['threat-rules/v1', 'threat-rules/v1.1'],
      }),
      id: described('Stable identity of the rule.', id),
      version: described('Revision; increase it when the logic changes.', {
        title: 'a whole number from 1',
        type: 'integer',
        minimum: 1,
      }),
      title: described('Name of the rule for people.', text),
      description: described('Longer explanation; not evaluated.', anyText),
      severity: described('How bad a finding is.', {
        title: 'severity',
        type: 'string',
        enum: ['info', 'low', 'medium', 'high', 'critical'],
      }),
      status: described('Maturity. A stable rule has fixtures of both verdicts.', {
        title: 'status',
        type: 'string',
        enum: ['experimental', 'stable', 'deprecated'],
      }),
      posture: described('Observe only, or fit to be enforced.', {
        title: 'posture',
        type: 'string',
        enum: ['detect', 'enforce-capable'],
      }),
      taxonomy: described('References such as OWASP, MITRE ATLAS or CVEs, by name.', {
        title: 'a mapping of text',
        type: 'object',
        additionalProperties: anyText,
      }),
      match: condition,
      correlation: described('Several events of one session, in place of `match`.', correlation),
      emit: described('What a finding says.', closedObject({ reason: text }, ['reason'])),
      tests: described('Fixtures: events and the verdict on them.', {
        ...listOf(fixture),
        title: 'a list of one fixture or more',
        minItems: 1,
      }),
    },
    ['id', 'version', 'title', 'severity', 'status', 'posture', 'emit', 'tests'],
  ),
  title: 'a threat rule',
};

const withVerdict = (verdict: string): JsonSchema => ({
  properties: { tests: { contains: { properties: { verdict: { const: verdict } } } } },
});

/** A threat rule as editors check it: `*.rule.yaml`, threat-rules/v1 and v1.1. */
export const threatRuleSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...threatRuleShape,
  oneOf: [{ required: ['match'] }, { required: ['correlation'] }],
  allOf: [
    {
      if: { properties: { correlation: { required: ['order'] } }, required: ['correlation'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { spec: { const: 'threat-rules/v1.1' } }, required: ['spec'] },
    },
    {
      if: { properties: { status: { const: 'stable' } }, required: ['status'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { allOf: [withVerdict('match'), withVerdict('no_match')] },
    },
  ],
};
