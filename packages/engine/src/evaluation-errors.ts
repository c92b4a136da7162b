import { CelError } from '@rulelibrary/cel';
import type { Place } from '@rulelibrary/schema';
import type { CompiledExpression, CompiledRule } from './compile-rule.ts';

/** The last error of a rule's evaluation, so that a caller can log it, once a minute at most. */
export interface EvaluationError extends Place {
  readonly ruleId: string;
  readonly message: string;
  /** RFC 3339: the time of the event it happened on. */
  readonly timestamp: string;
  /** How many there were of this rule, this one included. */
  readonly count: number;
}

/** Where it happened; without an expression, around them (a source of profiles that failed). */
export interface FailedEvaluation {
  readonly compiled: CompiledRule;
  readonly expression?: CompiledExpression | undefined;
  readonly timestamp: string;
}

/** Remembers evaluation errors: one a rule, however many there are. */
export interface EvaluationErrors {
  add(error: unknown, where: FailedEvaluation): void;
  latest(): readonly EvaluationError[];
  /** Forgets those of all other rules: they are gone, or were changed and may be mended. */
  retain(rules: readonly CompiledRule[]): void;
}

/** The longest message that is kept, in UTF-16 units: it can quote what an attacker chose. */
const maxMessage = 500;

export function createEvaluationErrors(): EvaluationErrors {
  const byRule = new Map<string, { message: string; start: number; where: FailedEvaluation; count: number }>();
  return {
    add(error, where) {
      const { id } = where.compiled.rule.spec;
      const message = (error instanceof Error ? error.message : String(error)).slice(0, maxMessage);
      const start = error instanceof CelError ? error.start : 0;
      byRule.set(id, { message, start, where, count: (byRule.get(id)?.count ?? 0) + 1 });
    },
    retain(rules) {
      const kept = new Set(rules);
      for (const [id, { where }] of byRule) if (!kept.has(where.compiled)) byRule.delete(id);
    },
    latest: () =>
      [...byRule].map(([ruleId, { message, start, where, count }]) => {
        const { rule } = where.compiled;
        const place = where.expression ? rule.placeInText(where.expression.pointer, start) : rule.place;
        const { file, line, column } = place;
        return { file, line, column, ruleId, message, timestamp: where.timestamp, count };
      }),
  };
}
