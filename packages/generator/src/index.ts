export { generate } from './generate.ts';
export type { GeneratedFile } from './generated-file.ts';
export type { LibraryRule } from './library-rule.ts';
export { readLibrary } from './read-library.ts';
export { type GeneratorOutput, runGenerator } from './run-generator.ts';
export type { SourceFile } from './source-file.ts';
