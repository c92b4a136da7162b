import { CelError } from '../src/cel-error.ts';
import type { Environment } from '../src/environment.ts';
import type { Bindings } from '../src/program/program.ts';
import { mutateText } from './mutate-text.ts';
import { type Find, type Finding, outcomeOf, thrownFind } from './outcome.ts';
import type { Random } from './random.ts';
import { randomBindings } from './random-case.ts';
import { shrinkText } from './shrink-text.ts';
import type { Tally } from './tally.ts';
import type { World } from './world.ts';

/** What no text may take, whatever is in it: the limits are there to see to that. */
const maxMs = 5000;
const shrinkMs = 10_000;

/** Looks at one broken text: it is refused with a place in it, or evaluated like any other. */
export function fuzzText(texts: readonly string[], random: Random, world: World, tally: Tally): Finding | undefined {
  const text = mutateText(texts, random);
  const bindings = randomBindings(world, { random, literals: [] });
  const look = (candidate: string) =>
    inspect(candidate, world.environment, bindings) ?? inspect(candidate, world.dynamic, bindings);
  const find = look(text);
  if (!find) return tally.count('broken texts');
  const source = shrinkText(text, (candidate) => look(candidate)?.what === find.what, Date.now() + shrinkMs);
  return { source, bindings, ...(look(source) ?? find) };
}

function inspect(source: string, environment: Environment, bindings: Bindings): Find | undefined {
  const start = Date.now();
  try {
    const find = evaluate(source, environment, bindings);
    if (find) return find;
  } catch (error) {
    const find = error instanceof CelError ? checkPlace(error, source) : thrownFind(error);
    if (find) return find;
  }
  const took = Date.now() - start;
  return took > maxMs ? { what: 'slow', said: { took: `${took} ms` } } : undefined;
}

function evaluate(source: string, environment: Environment, bindings: Bindings): Find | undefined {
  const program = environment.compile(source);
  const generated = outcomeOf(() => program.evaluateValue(bindings));
  const interpreted = outcomeOf(() => program.interpretValue(bindings));
  if (generated.text === interpreted.text) return undefined;
  return { what: 'generated', said: { interpreter: interpreted.text, generated: generated.text } };
}

function checkPlace({ start, end, message }: CelError, { length }: string): Find | undefined {
  if (0 <= start && start <= end && end <= length) return undefined;
  return { what: 'place', said: { error: `at ${start} … ${end} of ${length}: ${message}` } };
}
