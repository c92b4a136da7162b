/** The part of the package that touches files; the main entry loads in a browser. */
export { readThreatRules } from './files/read-threat-rules.ts';
