import type { ListExpr, MapExpr } from '../tree/expr.ts';
import { box } from './box.ts';
import { compile } from './compile.ts';
import type { Place } from './place.ts';
import { atom, type Value } from './value.ts';

/** A list that is written out and not constant. */
export function compileList({ elements }: ListExpr, place: Place): Value {
  const items = elements.map(({ value }) => box(compile(value, place), place));
  const list = `[${items.join(', ')}]`;
  if (!elements.some(({ isOptional }) => isOptional)) return atom(list, 'boxed');
  const flags = place.unit.constant(elements.map(({ isOptional }) => isOptional));
  return atom(place.unit.call('withoutMissing', list, flags), 'boxed');
}

export function compileMap({ entries }: MapExpr, place: Place): Value {
  const items = entries.flatMap(({ key, value }) => [
    box(compile(key, place), place),
    box(compile(value, place), place),
  ]);
  const flags = place.unit.constant(entries.map(({ isOptional }) => isOptional));
  return atom(place.unit.call('newMap', `[${items.join(', ')}]`, flags), 'boxed');
}
