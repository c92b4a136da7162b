import { learningContexts, profileCompletions, profileStatuses } from '../container-profile.ts';
import { profileParts } from '../rule.ts';
import { anyText, closedObject, type JsonSchema, listOf, text, trueOrFalse } from './json-schema.ts';
import { objectSchema } from './object-schema.ts';

/** The API server writes a list that is empty as null: it reads as absent. */
function nullable(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [String(schema.type), 'null'] };
}

const textList = nullable(listOf(text));

const execs = nullable(listOf(closedObject({ path: anyText, args: nullable(listOf(anyText)), envs: {} }, ['path'])));

const opens = nullable(listOf(closedObject({ path: text, flags: textList }, ['path'])));

const endpoints = nullable(
  listOf(
    closedObject(
      {
        endpoint: text,
        methods: textList,
        direction: { title: 'direction', type: 'string', enum: ['inbound', 'outbound'] },
        internal: trueOrFalse,
        headers: nullable({ title: 'a mapping of lists', type: 'object', additionalProperties: listOf(anyText) }),
      },
      ['endpoint'],
    ),
  ),
);

const rulePolicies = nullable({
  title: 'a mapping by rule id',
  type: 'object',
  propertyNames: { title: 'a rule id such as R0001', pattern: '^R\\d{4}$' },
  additionalProperties: closedObject({ processAllowed: textList, containerAllowed: trueOrFalse }),
});

const ports = nullable(
  listOf(
    closedObject(
      {
        name: text,
        protocol: text,
        port: { title: 'a port from 0 to 65535', type: 'integer', minimum: 0, maximum: 65535 },
      },
      ['protocol', 'port'],
    ),
  ),
);

const neighbors = nullable(
  listOf(
    closedObject({
      identifier: anyText,
      type: { title: 'type', type: 'string', enum: ['internal', 'external'] },
      dnsNames: textList,
      dns: anyText,
      ipAddresses: textList,
      ipAddress: anyText,
      ports,
      podSelector: {},
      namespaceSelector: {},
    }),
  ),
);

/** What a container of an ApplicationProfile holds; the keys with `{}` are Kubescape's and mean nothing here. */
const applicationContainer = closedObject(
  {
    name: text,
    capabilities: textList,
    syscalls: textList,
    execs,
    opens,
    endpoints,
    rulePolicies,
    imageID: anyText,
    imageTag: anyText,
    seccompProfile: {},
    identifiedCallStacks: {},
  },
  ['name'],
);

const networkContainer = closedObject({ name: text, ingress: neighbors, egress: neighbors }, ['name']);

/** `v1beta1` is what Kubescape's storage serves. */
const apiVersions = ['kubescape.io/v1', 'spdx.softwarecomposition.kubescape.io/v1beta1'];

/** Annotations are text, numbers included. */
const countText: JsonSchema = { title: 'a whole number in quotes', type: 'string', pattern: '^\\d{1,15}$' };

const partList: JsonSchema = {
  title: `a comma-separated list of ${profileParts.join(', ')}`,
  type: 'string',
  pattern: `^((${profileParts.join('|')})(, ?(?=.)|$))*$`,
};

const time = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z';

const annotations: Readonly<Record<string, JsonSchema>> = {
  'kubescape.io/status': { title: 'profile status', type: 'string', enum: profileStatuses },
  'kubescape.io/completion': { title: 'profile completion', type: 'string', enum: profileCompletions },
  'kubescape.io/coverage': partList,
  'kubescape.io/workload': text,
  'kubescape.io/context': { title: 'context', type: 'string', enum: learningContexts },
  'kubescape.io/saved-at': { title: 'a time such as 2026-11-21T16:54:00.000Z', type: 'string', pattern: `^${time}$` },
  'kubescape.io/running-time-ms': countText,
  'kubescape.io/clean-runs': countText,
  'kubescape.io/missed': anyText,
};

function profileSchema(kind: string, container: JsonSchema, other: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const containers = nullable(listOf(container));
  const spec = closedObject({ containers, initContainers: containers, ephemeralContainers: containers, ...other });
  return objectSchema({ kind, apiVersions, spec, annotations });
}

/** An `ApplicationProfile` object: JSON Schema, draft 2020-12. */
export const applicationProfileSchema: JsonSchema = profileSchema('ApplicationProfile', applicationContainer, {
  architectures: {},
});

/** A `NetworkNeighborhood` object: JSON Schema, draft 2020-12. */
export const networkNeighborhoodSchema: JsonSchema = profileSchema('NetworkNeighborhood', networkContainer, {
  matchLabels: {},
  matchExpressions: {},
});
