import { formatType, type Type } from '../../src/types/type.ts';
import type { Random } from '../random.ts';
import type { Names } from '../world.ts';
import { literal } from './literal.ts';
import { closed } from './make-term.ts';
import { producers } from './producers.ts';
import type { Term } from './term.ts';

/** A variable that the expression itself declares. */
export interface LocalName {
  readonly name: string;
  readonly type: Type;
}

/** Makes one of many kinds of terms; undefined where the type has none of the kind. */
export type Produce = (type: Type, depth: number, source: Source) => Term | undefined;

/** Where terms come from: what is around a term decides what it may name. */
export interface Source {
  readonly world: Names;
  readonly random: Random;
  /** A random term of the type, at most this deep. */
  readonly make: (type: Type, depth: number) => Term;
  readonly literal: (type: Type) => Term;
  /** The same with more names to choose from; they may hide others. */
  readonly within: (locals: readonly LocalName[]) => Source;
}

export function createSource(world: Names, random: Random): Source {
  return sourceWithin({ world, random, locals: [], made: [] });
}

interface Surroundings {
  readonly world: Names;
  readonly random: Random;
  readonly locals: readonly LocalName[];
  /** What was made around it: now and then a term stands twice, as generated code computes it once. */
  readonly made: readonly Term[];
}

function sourceWithin({ world, random, locals, made: outer }: Surroundings): Source {
  const made = [...outer];
  const names = new Map([...world.variables, ...locals.map(({ name, type }) => [name, type] as const)]);
  const source: Source = {
    world,
    random,
    make: (type, depth) => {
      const again = made.filter((term) => formatType(term.type) === formatType(type));
      if (again.length > 0 && random.chance(0.1)) return random.pick(again);
      const term = depth <= 0 ? leaf(type) : (produce(type, depth) ?? leaf(type));
      made.push(term);
      return term;
    },
    literal: (type) => literal(type, random),
    within: (inner) => sourceWithin({ world, random, locals: [...locals, ...inner], made }),
  };
  const leaf = (type: Type): Term => {
    const fitting = [...names].filter(([, candidate]) => formatType(candidate) === formatType(type));
    if (fitting.length === 0 || random.chance(0.35)) return literal(type, random);
    const [name] = random.pick(fitting);
    return closed('name', type, name);
  };
  const produce = (type: Type, depth: number): Term | undefined => {
    for (let tries = 0; tries < 6; tries++) {
      const term = random.pick(producers)(type, depth - (random.chance(0.3) ? 2 : 1), source);
      if (term) return term;
    }
    return undefined;
  };
  return source;
}
