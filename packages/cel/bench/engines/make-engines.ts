import type { RuleExpression } from '../rule-expressions.ts';
import { bufbuild } from './bufbuild.ts';
import { celGo } from './cel-go.ts';
import { celJs } from './cel-js.ts';
import type { Engine } from './engine.ts';
import { rulelibrary } from './rulelibrary.ts';

/**
 * Ours, cel-js, @bufbuild/cel and, where there is Go, cel-go, with all expressions compiled.
 * @throws Error when they do not agree on an event
 */
export async function makeEngines(expressions: readonly RuleExpression[]): Promise<Engine[]> {
  const engines = [await rulelibrary(expressions), await celJs(expressions), await bufbuild(expressions)];
  try {
    engines.push(await celGo(expressions));
  } catch (error) {
    console.error(`without cel-go: ${error instanceof Error ? error.message : error}`);
  }
  for (const [index, expression] of expressions.entries()) checkVerdicts(engines, expression, index);
  return engines;
}

/** What is measured has to be the same: the last event matches, and the usual one before it, if any, does not. */
function checkVerdicts(engines: readonly Engine[], { id, eventType, events }: RuleExpression, index: number): void {
  const expected = events.map((_, position) => position === events.length - 1).join();
  for (const { name, verdicts } of engines) {
    const got = verdicts(index).join();
    if (got !== expected) throw new Error(`Expected ${expected} of ${id} on ${eventType} in ${name}, got "${got}"`);
  }
}
