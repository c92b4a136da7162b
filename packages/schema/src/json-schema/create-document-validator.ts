import type { Problem } from '../problem.ts';
import { sourceOf, type YamlDocument } from '../yaml/read-documents.ts';
import { startOf } from '../yaml/yaml-node.ts';
import type { JsonSchema } from './json-schema.ts';
import { createNodeValidator } from './validate-node.ts';

/** A check of documents by one schema: nothing when the document is valid, else each fault with its place. */
export type DocumentValidator = (document: YamlDocument) => Problem[];

/**
 * Makes the check; the schema is compiled when the first document comes. Values that the YAML reader has reported are not
 * reported again.
 */
export function createDocumentValidator(schema: JsonSchema): DocumentValidator {
  const validate = createNodeValidator(schema);
  return (document) => {
    const { source, node: root } = sourceOf(document);
    return validate(root).map(({ node, keyStart, code, message }) => {
      return { ...source.placeAt(keyStart ?? startOf(source.text, node)), code, message };
    });
  };
}
