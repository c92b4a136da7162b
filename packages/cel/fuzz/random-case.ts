import type { Bindings } from '../src/program/program.ts';
import type { Case } from './case.ts';
import type { Random } from './random.ts';
import { chooseType } from './terms/choose-type.ts';
import { createSource } from './terms/source.ts';
import { textOf } from './terms/term.ts';
import { literalsOf } from './values/literals-of.ts';
import { randomFile } from './values/random-file.ts';
import { randomValue, type ValueSource } from './values/random-value.ts';
import type { World } from './world.ts';

const bindingsPerCase = 3;

/** Most expressions of rules are conditions, and so are most of these. */
export function randomCase(world: World, random: Random): Case {
  const type = random.chance(0.4) ? ({ kind: 'simple', name: 'bool' } as const) : chooseType(random, world.extensions);
  const term = createSource(world, random).make(type, 2 + random.int(6));
  const values = { random, literals: literalsOf(textOf(term)) };
  return { term, bindings: Array.from({ length: bindingsPerCase }, () => randomBindings(world, values)) };
}

/** A value for every variable. */
export function randomBindings(world: World, source: ValueSource): Bindings {
  const values = [...world.variables].map(([name, type]) => [name, randomValue(type, source)] as const);
  return { ...Object.fromEntries(values), file: randomFile(world, source) };
}
