import { statSync } from 'node:fs';
import { isThreatRuleFile } from '@rulelibrary/threat-rules';

/** Paths by the dialect that they may hold; a folder may hold both. */
export interface DialectPaths {
  readonly kubernetes: readonly string[];
  readonly threat: readonly string[];
}

/** Files are told apart by their name, `*.rule.yaml`. The paths must be there. */
export function splitDialects(paths: readonly string[]): DialectPaths {
  const isFolder = (path: string) => statSync(path).isDirectory();
  return {
    kubernetes: paths.filter((path) => isFolder(path) || !isThreatRuleFile(path)),
    threat: paths.filter((path) => isFolder(path) || isThreatRuleFile(path)),
  };
}
