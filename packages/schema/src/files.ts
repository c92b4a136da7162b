/** The part of the package that touches files; the main entry loads in a browser. */
export { readPods } from './files/read-pods.ts';
export { readProfiles } from './files/read-profiles.ts';
export { readRules } from './files/read-rules.ts';
