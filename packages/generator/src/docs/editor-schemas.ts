import {
  applicationProfileSchema,
  bindingSchema,
  eventSchema,
  type JsonSchema,
  networkNeighborhoodSchema,
  rulesSchema,
} from '@rulelibrary/schema/json-schemas';
import type { GeneratedFile } from '../generated-file.ts';
import { generatedBy } from '../text/generated-by.ts';
import { toJson } from '../text/to-json.ts';

const schemas: Readonly<Record<string, JsonSchema>> = {
  'application-profile': applicationProfileSchema,
  event: eventSchema,
  'network-neighborhood': networkNeighborhoodSchema,
  rule: rulesSchema,
  'runtime-rule-alert-binding': bindingSchema,
};

/** `docs/schemas/*.schema.json`: by them editors complete and check what is written by hand. */
export function editorSchemas(): GeneratedFile[] {
  return Object.entries(schemas).map(([name, { $schema, ...schema }]) => ({
    path: `docs/schemas/${name}.schema.json`,
    content: toJson({ $comment: generatedBy, $schema, ...schema }),
  }));
}
