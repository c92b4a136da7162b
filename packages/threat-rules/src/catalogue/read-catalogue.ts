import type { Problem } from '@rulelibrary/schema';
import type { JsonSchema } from '@rulelibrary/schema/json-schemas';
import {
  createDocumentValidator,
  listProblems,
  quote,
  readDocuments,
  type YamlDocument,
} from '@rulelibrary/schema/yaml';
import { builtInCatalogue } from './built-in-catalogue.ts';
import { type Catalogue, type Field, fieldTypes } from './catalogue.ts';

const path: JsonSchema = {
  title: 'a path such as file.path',
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$',
};

const catalogueSchema: JsonSchema = {
  title: 'a catalogue of fields',
  type: 'object',
  properties: {
    description: { title: 'text', type: 'string' },
    extends: { title: '"built-in"', const: 'built-in' },
    fields: {
      title: 'a list of fields',
      type: 'array',
      items: {
        title: 'a field as a mapping',
        type: 'object',
        properties: {
          path,
          type: { title: 'type', type: 'string', enum: fieldTypes },
          since: { title: 'text', type: 'string' },
          explicitPresence: { title: 'true or false', type: 'boolean' },
        },
        required: ['path', 'type'],
        additionalProperties: false,
      },
    },
  },
  required: ['fields'],
  additionalProperties: false,
};

const validate = createDocumentValidator(catalogueSchema);

interface CatalogueFile {
  readonly extends?: 'built-in';
  readonly fields: readonly Partial<Field>[];
}

/**
 * Reads a catalogue, JSON in the form of the built-in one. It replaces that; with `"extends": "built-in"` it adds to it, and
 * its fields come before those of the same path. Never throws.
 */
export function readCatalogue(text: string, file: string): { catalogue: Catalogue | undefined; problems: Problem[] } {
  const { documents, problems } = readDocuments(text, file);
  const [document, ...more] = documents;
  if (problems.length > 0) return { catalogue: undefined, problems };
  if (document === undefined || more.length > 0) {
    const message = `Expected a catalogue of fields, got ${documents.length} documents`;
    return { catalogue: undefined, problems: [{ file, line: 1, column: 1, code: 'unexpected-document', message }] };
  }
  const faults = validate(document);
  if (faults.length > 0) return { catalogue: undefined, problems: listProblems(faults) };
  const { extends: base, fields } = document.value as CatalogueFile;
  const own = fields.map((field) => ({ ...field, since: field.since ?? 'v1' }) as Field);
  const names = new Set(own.map((field) => field.path));
  const others = base === undefined ? [] : builtInCatalogue.fields.filter((field) => !names.has(field.path));
  const conflicts = conflictsOf(own, others, document);
  if (conflicts.length > 0) return { catalogue: undefined, problems: listProblems(conflicts) };
  return { catalogue: { fields: [...own, ...others].sort((a, b) => (a.path < b.path ? -1 : 1)) }, problems: [] };
}

/** A path twice, one that is a field and holds fields at once, and names that every JavaScript object has. */
function conflictsOf(own: readonly Field[], others: readonly Field[], document: YamlDocument): Problem[] {
  const paths = new Set<string>();
  const objects = new Set([...own, ...others].flatMap((field) => parentsOf(field.path)));
  const all = new Set([...own, ...others].map((field) => field.path));
  return own.flatMap((field, index): Problem[] => {
    const problem = conflictOf(field.path, { paths, objects, all });
    paths.add(field.path);
    if (problem === undefined) return [];
    return [{ ...document.placeOf(`/fields/${index}/path`), code: 'invalid-value', message: problem }];
  });
}

function conflictOf(
  path: string,
  known: Readonly<Record<'paths' | 'objects' | 'all', ReadonlySet<string>>>,
): string | undefined {
  if (known.paths.has(path)) return `Duplicate field ${quote(path)}`;
  const reserved = path.split('.').find((name) => name in Object.prototype);
  if (reserved !== undefined) return `Reserved field ${quote(reserved)}`;
  const isBoth = known.objects.has(path) || parentsOf(path).some((parent) => known.all.has(parent));
  return isBoth ? `Ambiguous field ${quote(path)}: a field cannot hold others` : undefined;
}

function parentsOf(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}
