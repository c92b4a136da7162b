import { closedObject, type JsonSchema } from './json-schema.ts';

const annotationMap: JsonSchema = {
  title: 'a mapping of text',
  type: 'object',
  additionalProperties: { title: 'text', type: 'string' },
};

/** What the API server adds to metadata when an object is read back from the cluster; none of it means anything here. */
const serverKeys = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'finalizers',
  'generateName',
  'generation',
  'managedFields',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
];

const name: JsonSchema = {
  title: 'a name of lower case letters, digits, "-" and "."',
  type: 'string',
  pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
  maxLength: 253,
};

/**
 * The schema of a Kubernetes object: `apiVersion`, `kind`, `metadata`, `spec`, and a `status` that is passed over.
 *
 * @param annotations schemas of the annotations that mean something
 */
export function objectSchema(options: {
  readonly kind: string;
  readonly apiVersions: readonly string[];
  readonly spec: JsonSchema;
  readonly annotations: Readonly<Record<string, JsonSchema>>;
}): JsonSchema {
  const annotations = { ...annotationMap, properties: options.annotations };
  const server = Object.fromEntries(serverKeys.map((key) => [key, {}]));
  const metadata = closedObject({ name, namespace: name, labels: annotationMap, annotations, ...server }, ['name']);
  return {
    ...closedObject(
      {
        apiVersion: { title: 'apiVersion', type: 'string', enum: options.apiVersions },
        kind: { title: `kind ${options.kind}`, type: 'string', const: options.kind },
        metadata,
        spec: options.spec,
        status: {},
      },
      ['apiVersion', 'kind', 'metadata', 'spec'],
    ),
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `a ${options.kind} object`,
  };
}
