import { elapsedNs } from '../measure/elapsed-ns.ts';
import type { RuleExpression } from '../rule-expressions.ts';
import type { Engine } from './engine.ts';

/** An expression that an engine has compiled, and its events as that engine takes them. */
export interface Compiled {
  readonly evaluate: (input: never) => unknown;
  readonly inputs: readonly unknown[];
}

/** An engine that runs in this process. */
export function inProcess(
  { name, version }: Pick<Engine, 'name' | 'version'>,
  expressions: readonly RuleExpression[],
  compile: (expression: RuleExpression) => Compiled,
): Engine {
  const compiled = expressions.map(compile);
  return {
    name,
    version,
    verdicts: (index) => {
      const { evaluate, inputs } = compiled[index] as Compiled;
      return inputs.map((input) => evaluate(input as never) === true);
    },
    time: async (index, count) => {
      const { evaluate, inputs } = compiled[index] as Compiled;
      return elapsedNs(() => {
        matches += evaluateAll(evaluate as (input: unknown) => unknown, inputs, count);
      });
    },
    close: () => undefined,
  };
}

/** Counted, so that no evaluation can be left out as unused. */
export let matches = 0;

/**
 * One loop for all programs of all engines: its call has seen many, so none is drawn into the loop and what does not
 * change out of it, as in a collector that goes from rule to rule.
 */
function evaluateAll(evaluate: (input: unknown) => unknown, inputs: readonly unknown[], count: number): number {
  let matched = 0;
  let next = 0;
  for (let i = 0; i < count; i++) {
    if (evaluate(inputs[next]) === true) matched++;
    next = next + 1 === inputs.length ? 0 : next + 1;
  }
  return matched;
}
