import type { JsonSchema } from '@rulelibrary/schema/json-schemas';
import { type StructuralSchema, structuralSchema } from './structural-schema.ts';

/** A column of `kubectl get`. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly description: string;
  /** Of one value: of several, kubectl shows the first alone. */
  readonly jsonPath: string;
}

export interface CustomResource {
  readonly names: {
    readonly kind: string;
    readonly listKind: string;
    readonly plural: string;
    readonly singular: string;
    readonly shortNames?: readonly string[];
  };
  readonly scope: string;
  readonly description: string;
  /** Schema of the whole object; apiVersion, kind and metadata are Kubernetes' own to check. */
  readonly object: JsonSchema;
  /** Absent: the object has none. */
  readonly status?: JsonSchema;
  readonly columns: readonly PrinterColumn[];
}

const group = 'kubescape.io';

/** `kubectl get kubescape` shows all of them. */
const categories = ['kubescape'];

/**
 * The `spec` of a CustomResourceDefinition, with a status subresource where there is a status, in version v1.
 *
 * It stands in a template of the chart and not in Helm's crds/ folder: that one is never upgraded.
 */
export function customResourceDefinition(resource: CustomResource): { name: string; spec: object } {
  const { scope, columns, status } = resource;
  const names = { ...resource.names, categories };
  const age = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };
  const version = {
    name: 'v1',
    served: true,
    storage: true,
    ...(status && { subresources: { status: {} } }),
    additionalPrinterColumns: [...columns, age],
    schema: { openAPIV3Schema: objectSchema(resource) },
  };
  return { name: `${names.plural}.${group}`, spec: { group, names, scope, versions: [version] } };
}

function objectSchema({ description, object, status }: CustomResource): StructuralSchema {
  const spec = object.properties?.['spec'] ?? {};
  return {
    description,
    type: 'object',
    required: ['spec'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: structuralSchema(spec),
      ...(status && { status: structuralSchema(status) }),
    },
  };
}
