import type { JsonSchema } from '@rulelibrary/schema/json-schemas';
import { generatedBy } from '../text/generated-by.ts';
import { toJson } from '../text/to-json.ts';
import { type ChartValue, chartValues } from './chart-values.ts';

/** A level of the values while it is being filled. */
type Level = Map<string, Level | ChartValue>;

/** `values.schema.json`, by which Helm refuses a misspelt or mistyped value. Draft 7, which Helm 3 reads in every version. */
export function valuesSchema(): string {
  const root: Level = new Map();
  for (const value of chartValues) insert(root, value);
  const { properties, ...schema } = levelSchema(root);
  return toJson({
    $comment: generatedBy,
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...schema,
    properties: { global: { description: 'What Helm hands to subcharts.', type: 'object' }, ...properties },
  });
}

function insert(root: Level, value: ChartValue): void {
  const keys = value.path.split('.');
  let level = root;
  for (const key of keys.slice(0, -1)) {
    const next = level.get(key) ?? new Map();
    if (!(next instanceof Map)) throw new Error(`Duplicate value "${value.path}"`);
    level.set(key, next);
    level = next;
  }
  level.set(keys.at(-1) ?? '', value);
}

function levelSchema(level: Level): JsonSchema {
  const properties = [...level].map(([key, entry]) => [key, entry instanceof Map ? levelSchema(entry) : leaf(entry)]);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

function leaf({ doc, schema, default: value }: ChartValue): JsonSchema {
  return { description: doc, ...schema, default: value };
}
