import type { Engine } from '@rulelibrary/engine';
import { formatProblem } from '@rulelibrary/schema';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';

const intervalMs = 60_000;

/**
 * Says which rules could not be evaluated since it last said so, once a minute at most: a rule that fails is blind, and a
 * watch that runs for weeks must not keep that for its summary.
 * @returns to be called now and then, with a time in milliseconds
 */
export function createEvaluationErrorLog(engine: Engine, terminal: Terminal): (nowMs: number) => void {
  const said = new Map<string, number>();
  let lastMs = Number.NEGATIVE_INFINITY;
  return (nowMs) => {
    if (nowMs - lastMs < intervalMs) return;
    const fresh = engine.evaluationErrors().filter(({ ruleId, count }) => count > (said.get(ruleId) ?? 0));
    if (fresh.length === 0) return;
    lastMs = nowMs;
    for (const error of fresh) {
      const times = counted(error.count - (said.get(error.ruleId) ?? 0), 'time');
      said.set(error.ruleId, error.count);
      terminal.say(`${formatProblem({ ...error, code: 'expression' })} (${error.ruleId}, ${times})`);
    }
  };
}
