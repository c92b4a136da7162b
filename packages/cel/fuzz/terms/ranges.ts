import { dyn, int, isSimple, listOf, mapOf, type Type } from '../../src/types/type.ts';
import type { Random } from '../random.ts';
import { chooseKey, chooseType } from './choose-type.ts';
import type { LocalName, Source } from './source.ts';
import type { Term } from './term.ts';

/** What a macro goes through, with the types of its two variables. */
export interface Range {
  readonly range: Term;
  readonly first: Type;
  readonly second: Type;
}

export function chooseRange({ make, random, world }: Source, depth: number): Range {
  const type = random.pick([
    listOf(chooseType(random, world.extensions, 1)),
    listOf(random.chance(0.5) ? int : { kind: 'simple', name: 'string' }),
    mapOf(chooseKey(random), chooseType(random, world.extensions, 1)),
    dyn,
  ]);
  const range = make(type, depth);
  if (type.kind === 'list') return { range, first: int, second: type.element };
  return type.kind === 'map' ? { range, first: type.key, second: type.value } : { range, first: dyn, second: dyn };
}

/** The type of the variable of a macro that has only one. */
export function onlyType({ range, first, second }: Range): Type {
  return range.type.kind === 'list' ? second : isSimple(range.type, 'dyn') ? dyn : first;
}

/** Names for the variables: few, so that they hide each other and the variables of the environment. */
export function macroNames(random: Random, types: readonly Type[]): LocalName[] {
  const names = ['x', 'k', 'v', 'i', 's'];
  const start = random.int(names.length);
  return types.map((type, index) => ({ name: names[(start + index) % names.length] ?? 'x', type }));
}
