/** YAML documents that remember where everything in them stands, for formats that this package does not know. */
export { createDocumentValidator, type DocumentValidator } from './json-schema/create-document-validator.ts';
export { listProblems } from './problem-list.ts';
export { quote } from './quote.ts';
export { keysOf, toPointer } from './yaml/json-pointer.ts';
export { readDocuments, type YamlDocument } from './yaml/read-documents.ts';
