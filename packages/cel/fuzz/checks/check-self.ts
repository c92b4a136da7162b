import { boundLoops } from '../../src/cost/bound-loops.ts';
import { generate } from '../../src/generate/generate.ts';
import { interpretProgram } from '../../src/interpret/interpret-program.ts';
import type { Bindings, Program } from '../../src/program/program.ts';
import type { Expr } from '../../src/tree/expr.ts';
import { type Find, type Outcome, outcomeOf } from '../outcome.ts';
import type { World } from '../world.ts';

/** Whether all that this compiler has to evaluate an expression gives the same. */
export function checkSelf(program: Program, bindings: Bindings, world: World): Find | undefined {
  const place = { start: 0, end: program.source.length };
  const unfolded = boundLoops(program.tree);
  const interpreted = outcomeOf(() => program.interpretValue(bindings));
  const others: Readonly<Record<string, () => unknown>> = {
    generated: () => program.evaluateValue(bindings),
    unfolded: () => interpretProgram(unfolded, place)(bindings),
    'generated, unfolded': () => generateUnfolded(unfolded, bindings) ?? program.interpretValue(bindings),
  };
  for (const [name, evaluate] of Object.entries(others)) {
    const { text, message } = outcomeOf(evaluate);
    // Unfolded, an element takes more steps, so that fewer may be visited.
    if (name.endsWith('unfolded') && message.startsWith('limit: Too many elements visited')) continue;
    // Folding may leave a smaller piece of what fails: `true ? x : y` is x.
    if (name === 'unfolded' ? message !== interpreted.message : text !== interpreted.text)
      return { what: name, said: { interpreter: interpreted.text, [name]: text } };
  }
  return checkDynamic(program.source, interpreted, bindings, world);
}

/** Generated code may give up, and then says nothing. */
function generateUnfolded(unfolded: Expr, bindings: Bindings): unknown {
  try {
    return generate(unfolded).evaluate(bindings);
  } catch {
    return undefined;
  }
}

/** Types decide how an expression is evaluated, but not what it comes to: without them the value is the same. */
function checkDynamic(source: string, typed: Outcome, bindings: Bindings, world: World): Find | undefined {
  const dynamic = outcomeOf(() => world.dynamic.compile(source).evaluateValue(bindings));
  // What an expression may cost is estimated from its types.
  if (dynamic.message.startsWith('limit: Too high cost')) return undefined;
  if (dynamic.kind === typed.kind && (typed.kind === 'error' || dynamic.text === typed.text)) return undefined;
  return { what: 'without types', said: { typed: typed.text, 'without types': dynamic.text } };
}
