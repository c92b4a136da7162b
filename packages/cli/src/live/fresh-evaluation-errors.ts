import type { Engine } from '@rulelibrary/engine';
import { formatProblem } from '@rulelibrary/schema';
import { counted } from '../render/counted.ts';

/** Which rules could not be evaluated since the last call, a line each. */
export function freshEvaluationErrors(engine: Pick<Engine, 'evaluationErrors'>): () => string[] {
  const said = new Map<string, number>();
  return () =>
    engine.evaluationErrors().flatMap((error) => {
      const count = error.count - (said.get(error.ruleId) ?? 0);
      said.set(error.ruleId, error.count);
      if (count === 0) return [];
      return [`${formatProblem({ ...error, code: 'expression' })} (${error.ruleId}, ${counted(count, 'time')})`];
    });
}
