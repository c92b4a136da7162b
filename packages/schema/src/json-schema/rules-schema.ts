import { eventTypes } from '../event-catalogue.ts';
import { profileParts, ruleStatuses } from '../rule.ts';
import { anyText, closedObject, type JsonSchema, listOf, text, trueOrFalse } from './json-schema.ts';
import { objectSchema } from './object-schema.ts';

const pattern: JsonSchema = {
  ...closedObject({ exact: text, prefix: text, suffix: text, contains: text }),
  title: 'one of exact, prefix, suffix, contains',
  minProperties: 1,
  maxProperties: 1,
};

const demand: JsonSchema = {
  title: '"all" or a list of patterns',
  if: { type: 'array' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: listOf(pattern),
  else: { title: '"all" or a list of patterns', const: 'all' },
};

const processes = listOf({
  ...closedObject({ name: text, path: text }),
  title: 'a mapping with name or path',
  minProperties: 1,
});

/** A rule's `state` and a binding's `parameters`. */
export const prefilterSchema: JsonSchema = closedObject({
  includePrefixes: listOf(text),
  ignorePrefixes: listOf(text),
  ports: listOf({ title: 'a port from 1 to 65535', type: 'integer', minimum: 1, maximum: 65535 }),
  direction: { title: 'direction', type: 'string', enum: ['inbound', 'outbound'] },
  methods: listOf(text),
  excludeProcesses: processes,
  excludeParentProcesses: processes,
});

const ruleExpression = closedObject(
  { eventType: { title: 'event type', type: 'string', enum: eventTypes }, expression: text },
  ['eventType', 'expression'],
);

const expressions = closedObject(
  {
    message: text,
    uniqueId: text,
    ruleExpression: { ...listOf(ruleExpression), title: 'a list of at least one expression', minItems: 1 },
  },
  ['message', 'uniqueId', 'ruleExpression'],
);

const required = [
  'enabled',
  'id',
  'name',
  'description',
  'expressions',
  'profileDependency',
  'severity',
  'supportPolicy',
  'isTriggerAlert',
  'mitreTactic',
  'mitreTechnique',
];

/** One rule: an item of `spec.rules`. */
export const ruleSchema: JsonSchema = closedObject(
  {
    enabled: trueOrFalse,
    id: { title: 'a rule id such as R0001', type: 'string', pattern: '^R\\d{4}$' },
    name: text,
    description: anyText,
    expressions,
    profileDependency: {
      title: '0 (profile required), 1 (optional) or 2 (not required)',
      type: 'integer',
      enum: [0, 1, 2],
    },
    profileDataRequired: closedObject(Object.fromEntries(profileParts.map((part) => [part, demand]))),
    severity: { title: 'a severity from 0 to 10', type: 'integer', minimum: 0, maximum: 10 },
    supportPolicy: trueOrFalse,
    isTriggerAlert: trueOrFalse,
    mitreTactic: { title: 'a tactic id such as TA0002', type: 'string', pattern: '^TA\\d{4}$' },
    mitreTechnique: { title: 'a technique id such as T1059.004', type: 'string', pattern: '^T\\d{4}(\\.\\d{3})?$' },
    tags: listOf(text),
    state: prefilterSchema,
    agentVersionRequirement: text,
  },
  required,
);

/** The object around the rules, whose items are checked by `rule`. */
export function rulesObjectSchema(rule: JsonSchema): JsonSchema {
  return objectSchema({
    kind: 'Rules',
    apiVersions: ['kubescape.io/v1'],
    spec: closedObject({ rules: listOf(rule) }, ['rules']),
    annotations: {
      'kubescape.io/rule-status': { title: 'rule status', type: 'string', enum: ruleStatuses },
      'kubescape.io/rule-version': {
        title: 'a version such as 1 or 1.2',
        type: 'string',
        pattern: '^\\d+(\\.\\d+){0,2}$',
      },
    },
  });
}

/** A `Rules` object as `kubectl apply` takes it: JSON Schema, draft 2020-12. */
export const rulesSchema: JsonSchema = rulesObjectSchema(ruleSchema);
