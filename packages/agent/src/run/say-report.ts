import type { UpdateReport } from '@rulelibrary/engine';
import { formatProblem } from '@rulelibrary/schema';
import type { Log } from '../log/create-log.ts';

/** Says of each update what is new in it: a problem once while it lasts, and how many rules and bindings there are. */
export function createReportLog(log: Log): (report: UpdateReport, active: number) => void {
  let said: ReadonlySet<string> = new Set();
  let summary = '';
  return ({ objects, bindings, problems }, active) => {
    const lines = new Set(problems.map(formatProblem));
    for (const problem of problems) {
      const line = formatProblem(problem);
      if (!said.has(line)) log.warn({ rule: problem.ruleId, problem: line }, 'cannot be used');
    }
    said = lines;
    const counts = {
      active,
      accepted: sum(objects.map(({ accepted }) => accepted.length)),
      rejected: sum(objects.map(({ rejected }) => rejected.length)),
      overridden: sum(objects.map(({ overridden }) => overridden.length)),
      bindings: bindings.length,
    };
    const next = JSON.stringify(counts);
    if (next !== summary) log.info(counts, 'rules in use');
    summary = next;
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
