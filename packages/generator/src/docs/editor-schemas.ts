import {
  applicationProfileSchema,
  bindingSchema,
  eventSchema,
  type JsonSchema,
  networkNeighborhoodSchema,
  rulesSchema,
  threatRuleSchema,
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
  'threat-rule': threatRuleSchema,
};

/** `docs/schemas/*.schema.json`: by them editors complete and check what is written by hand. */
export function editorSchemas(): GeneratedFile[] {
  return Object.entries(schemas).map(([name, schema]) => schemaFile(`docs/schemas/${name}.schema.json`, schema));
}

/** The schema that `@rulelibrary/threat-rules` is published with. */
export function threatRulesSchema(): GeneratedFile {
  return schemaFile('packages/threat-rules/schema.json', threatRuleSchema);
}

function schemaFile(path: string, { $schema, ...schema }: JsonSchema): GeneratedFile {
  return { path, content: toJson({ $comment: generatedBy, $schema, ...schema }) };
}
