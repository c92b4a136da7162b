/** The part of the package that touches files; the main entry loads in a browser. */
export type { FoundFile } from './files/find-yaml-files.ts';
export { readBindings } from './files/read-bindings.ts';
export { type Found, readPaths } from './files/read-paths.ts';
export { readPods } from './files/read-pods.ts';
export { readProfiles } from './files/read-profiles.ts';
export { readRules } from './files/read-rules.ts';
export { readTextFile } from './files/read-text-file.ts';
