import { formatProblem, type Problem } from '@rulelibrary/schema';
import type { Terminal } from '../output/terminal.ts';
import { toPrintable, toPrintableJson } from '../render/to-printable.ts';

export interface FindingsOptions {
  readonly format: 'text' | 'json';
  readonly terminal: Terminal;
}

/** The findings one a line: as compilers and editors know them, or as JSON. */
export function renderFindings(findings: readonly Problem[], { format, terminal }: FindingsOptions): string {
  const { paint } = terminal.stdout;
  const line = (problem: Problem) =>
    format === 'json'
      ? toPrintableJson(JSON.stringify(toJson(problem)))
      : `${toPrintable(formatProblem(worded(problem)))} ${paint('dim', `[${problem.code}]`)}`;
  return findings.map((problem) => `${line(problem)}\n`).join('');
}

function worded(problem: Problem): Problem {
  return problem.level === 'warning' ? { ...problem, message: `warning: ${problem.message}` } : problem;
}

function toJson({ file, line, column, code, level, message, ruleId }: Problem): object {
  return { file, line, column, code, level, message, ruleId };
}
