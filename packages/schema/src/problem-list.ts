import type { Problem } from './problem.ts';
import { quote } from './quote.ts';

/** More problems than these in one file help nobody: a file of keys that are all unknown would otherwise fill memory. */
export const maximumProblems = 100;

/** The problems of one file in the order of their places; after {@link maximumProblems} one more says that they are cut. */
export function listProblems(problems: readonly Problem[]): Problem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const first = sorted[maximumProblems];
  if (first === undefined) return sorted;
  const { file, line, column } = first;
  const message = `Too many problems in ${quote(file)}, maximum ${maximumProblems}`;
  return [...sorted.slice(0, maximumProblems), { file, line, column, code: 'too-large', message }];
}
