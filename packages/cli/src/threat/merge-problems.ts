import { statSync } from 'node:fs';
import type { Problem } from '@rulelibrary/schema';

/** What both dialects have to say of the same paths. */
export interface DialectProblems {
  readonly kubernetes: readonly Problem[];
  readonly threat: readonly Problem[];
}

/** A folder is empty where it has rules of neither dialect; what neither can read is said once. */
export function mergeProblems({ kubernetes, threat }: DialectProblems): DialectProblems {
  const isEmptyFolder = ({ code, file }: Problem) => code === 'no-rules' && statSync(file).isDirectory();
  const withoutThreat = new Set(threat.filter(isEmptyFolder).map(({ file }) => file));
  const said = new Set(kubernetes.map(({ file, message }) => `${file}: ${message}`));
  return {
    kubernetes: kubernetes.filter((problem) => !isEmptyFolder(problem) || withoutThreat.has(problem.file)),
    threat: threat.filter((problem) => !isEmptyFolder(problem) && !said.has(`${problem.file}: ${problem.message}`)),
  };
}
