import { eventTypes } from '../event-catalogue.ts';
import { profileParts, ruleStatuses } from '../rule.ts';
import { anyText, closedObject, described, type JsonSchema, listOf, text, trueOrFalse } from './json-schema.ts';
import { objectSchema } from './object-schema.ts';
import { sequenceSchema } from './sequence-schema.ts';

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
  includePrefixes: described(
    'Only events whose path (open) or executable (exec) is one of these or below one of them.',
    listOf(text),
  ),
  ignorePrefixes: described(
    'No events whose path (open) or executable (exec) is one of these or below one of them.',
    listOf(text),
  ),
  ports: described(
    'Only these destination ports (network, ssh).',
    listOf({ title: 'a port from 1 to 65535', type: 'integer', minimum: 1, maximum: 65535 }),
  ),
  direction: {
    title: 'direction',
    description: 'Only HTTP requests in this direction.',
    type: 'string',
    enum: ['inbound', 'outbound'],
  },
  methods: described('Only HTTP requests with one of these methods.', listOf(text)),
  excludeProcesses: described('No execs of these processes, by command name or by path.', processes),
  excludeParentProcesses: described('No execs by these parent processes, by command name or by path.', processes),
});

const eventType: JsonSchema = {
  title: 'event type',
  description: 'Type of the events that the expression reads.',
  type: 'string',
  enum: eventTypes,
};

const ruleExpression = closedObject(
  { eventType, expression: described('CEL that is true when the rule fires.', text) },
  ['eventType', 'expression'],
);

const expressions: JsonSchema = {
  ...closedObject(
    {
      message: described('CEL that gives the message of the alert, as a string.', text),
      uniqueId: described('CEL that gives what makes two alerts the same incident, as a string.', text),
      ruleExpression: {
        ...listOf(ruleExpression),
        title: 'a list of at least one expression',
        description: 'When the rule fires, by event type. All expressions of a type must hold.',
        minItems: 1,
      },
      sequence: sequenceSchema(eventType),
    },
    ['message', 'uniqueId'],
  ),
  title: 'a mapping with one of ruleExpression, sequence',
  oneOf: [{ required: ['ruleExpression'] }, { required: ['sequence'] }],
};

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
    enabled: described('Whether the rule is evaluated.', trueOrFalse),
    id: {
      title: 'a rule id such as R0001',
      description: 'Id of the rule, unique and never reused.',
      type: 'string',
      pattern: '^R\\d{4}$',
    },
    name: described('Name of the rule, as alerts show it.', text),
    description: described('What the rule detects, in one sentence.', anyText),
    expressions: described('The CEL of the rule.', expressions),
    profileDependency: {
      title: '0 (profile required), 1 (optional) or 2 (not required)',
      description:
        "What the rule needs of the container's profile: 0 a completed one, 1 it reads one where there is one, 2 nothing.",
      type: 'integer',
      enum: [0, 1, 2],
    },
    profileDataRequired: described(
      'The parts of the profile that the expressions read: each "all", or a list of patterns.',
      closedObject(Object.fromEntries(profileParts.map((part) => [part, demand]))),
    ),
    severity: {
      title: 'a severity from 0 to 10',
      description: '0 none, 1 to 4 low, 5 to 7 medium, 8 and 9 high, 10 critical.',
      type: 'integer',
      minimum: 0,
      maximum: 10,
    },
    supportPolicy: {
      ...trueOrFalse,
      description: "Whether the profile's rulePolicies may allow a process, or the container, to trigger the rule.",
      default: false,
    },
    isTriggerAlert: {
      ...trueOrFalse,
      description: 'Whether an alert of the rule alone is worth waking someone; false: it is context for others.',
      default: true,
    },
    mitreTactic: {
      title: 'a tactic id such as TA0002',
      description: 'MITRE ATT&CK tactic.',
      type: 'string',
      pattern: '^TA\\d{4}$',
    },
    mitreTechnique: {
      title: 'a technique id such as T1059.004',
      description: 'MITRE ATT&CK technique, which belongs to the tactic.',
      type: 'string',
      pattern: '^T\\d{4}(\\.\\d{3})?$',
    },
    tags: described(
      'Words that bindings select rules by; those that begin with "context:" say where the rule applies (none: Kubernetes).',
      listOf(text),
    ),
    state: described('What events must pass before the expressions see them.', prefilterSchema),
    agentVersionRequirement: described('Semver range of the agents that evaluate the rule, such as ">=1.2.0".', text),
  },
  required,
);

/** The object around the rules, whose items are checked by `rule`. */
export function rulesObjectSchema(rule: JsonSchema): JsonSchema {
  return objectSchema({
    kind: 'Rules',
    apiVersions: ['kubescape.io/v1'],
    spec: closedObject({ rules: described('The rules.', listOf(rule)) }, ['rules']),
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
