import type { JsonSchema } from '@rulelibrary/schema/json-schemas';

/** A structural schema of Kubernetes: the OpenAPI subset that a CustomResourceDefinition may hold. */
export interface StructuralSchema {
  readonly description?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema;
  readonly items?: StructuralSchema;
  readonly 'x-kubernetes-int-or-string'?: true;
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
}

/** Keywords that mean the same on both sides. */
const sharedKeywords = [
  'default',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const satisfies readonly (keyof JsonSchema & keyof StructuralSchema)[];

/**
 * The structural schema nearest to a JSON Schema.
 *
 * What it cannot say it leaves to the agent: conditions (`if`), names of keys, and what an integer given as text may
 * be. A closed mapping becomes its properties: the API server prunes other keys, and `kubectl apply` refuses them.
 * Source: Kubernetes, "Extend the Kubernetes API with CustomResourceDefinitions", specifying a structural schema.
 */
export function structuralSchema(schema: JsonSchema): StructuralSchema {
  const { description, required = [], oneOf, items } = schema;
  const entries = Object.entries(schema.properties ?? {});
  const additional = schema.additionalProperties;
  return {
    ...(description !== undefined && { description }),
    ...typeOf(schema),
    ...Object.fromEntries(sharedKeywords.flatMap((key) => (key in schema ? [[key, schema[key]]] : []))),
    ...(schema.const !== undefined && schema.if === undefined && { enum: [schema.const] }),
    ...(required.length > 0 && { required }),
    ...(oneOf && { oneOf: oneOf.map(junctor) }),
    ...(entries.length > 0 && {
      properties: Object.fromEntries(entries.map(([key, value]) => [key, structuralSchema(value)])),
    }),
    ...(typeof additional === 'object' && { additionalProperties: structuralSchema(additional) }),
    ...(items && { items: structuralSchema(items) }),
  };
}

/** Every node has a type, or says that it keeps what it is given. */
function typeOf({ type }: JsonSchema): StructuralSchema {
  if (type === undefined) return { 'x-kubernetes-preserve-unknown-fields': true };
  if (typeof type === 'string') return { type };
  if (type.length === 2 && type.includes('integer') && type.includes('string')) {
    return { 'x-kubernetes-int-or-string': true };
  }
  const [first, ...others] = type.filter((name) => name !== 'null');
  if (first === undefined || others.length > 0) return { 'x-kubernetes-preserve-unknown-fields': true };
  return { type: first, nullable: true };
}

/** Below `oneOf` nothing may say a type. */
function junctor({ required = [] }: JsonSchema): StructuralSchema {
  return { required };
}
