import { anyText, type JsonSchema, listOf, text } from '../json-schema/json-schema.ts';

/**
 * A mapping of which only these keys mean something: objects of the API server's own kinds have many more, and every
 * version adds some. Null is how it writes what is not there.
 */
function open(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return { title: 'a mapping', type: ['object', 'null'], properties, required };
}

function list(items: JsonSchema): JsonSchema {
  return { ...listOf(items), type: ['array', 'null'] };
}

const labels: JsonSchema = { title: 'a mapping of text', type: ['object', 'null'], additionalProperties: anyText };

function object(spec: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema {
  const metadata = { ...open({ name: text, namespace: text, labels }, ['name']), type: 'object' };
  return { ...open({ metadata, ...spec }, ['metadata', ...required]), type: 'object' };
}

const handler = open({ exec: open({ command: list(anyText) }) });

const container: JsonSchema = {
  ...open(
    {
      name: text,
      command: list(anyText),
      workingDir: { ...anyText, type: ['string', 'null'] },
      env: list(open({ name: text, value: { ...anyText, type: ['string', 'null'] } }, ['name'])),
      volumeMounts: list(open({ mountPath: text }, ['mountPath'])),
      lifecycle: open({ postStart: handler, preStop: handler }),
      livenessProbe: handler,
      readinessProbe: handler,
      startupProbe: handler,
    },
    ['name'],
  ),
  type: 'object',
};

/** A `Pod`, as far as it is read. */
export const podSchema: JsonSchema = object(
  {
    spec: {
      ...open(
        { containers: listOf(container), initContainers: list(container), ephemeralContainers: list(container) },
        ['containers'],
      ),
      type: 'object',
    },
  },
  ['spec'],
);

/** A `Service`, as far as it is read. */
export const serviceSchema: JsonSchema = object(
  { spec: open({ clusterIP: { ...anyText, type: ['string', 'null'] }, clusterIPs: list(text) }) },
  ['spec'],
);

/** `Endpoints`, as far as they are read. */
export const endpointsSchema: JsonSchema = object(
  { subsets: list(open({ addresses: list(open({ ip: text }, ['ip'])) })) },
  [],
);

/** An `EndpointSlice`, as far as it is read. */
export const endpointSliceSchema: JsonSchema = object({ endpoints: list(open({ addresses: list(text) })) }, []);

/** A `Namespace`, as far as it is read. */
export const namespaceSchema: JsonSchema = object({}, []);
