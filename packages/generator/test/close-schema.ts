import type { StructuralSchema } from '../src/crd/structural-schema.ts';

/** The schema with every object that lists its properties closed: what the API server would prune becomes an error. */
export function closeSchema(schema: StructuralSchema): object {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, closeSchema(value)])),
      additionalProperties: false,
    }),
    ...(items && { items: closeSchema(items) }),
    ...(additionalProperties && { additionalProperties: closeSchema(additionalProperties) }),
  };
}
