import { bool, int, isSimple, listOf, mapOf, type Type } from '../../src/types/type.ts';
import type { Random } from '../random.ts';
import { chooseType } from './choose-type.ts';
import { closed, loose, separated } from './make-term.ts';
import { memberOf } from './produce-any.ts';
import { chooseRange, macroNames, onlyType } from './ranges.ts';
import type { Produce, Source } from './source.ts';
import type { Part } from './term.ts';

/** `[a, b]`; with the extension `[?optional]`. */
export const produceList: Produce = (type, depth, source) => {
  if (type.kind !== 'list') return undefined;
  const count = source.random.int(4);
  const parts = Array.from({ length: count }, () => element(type.element, depth, source));
  return closed('[…]', type, '[', ...parts.flatMap((part, index) => (index === 0 ? part : [', ', ...part])), ']');
};

/** `{key: value}`; with the extension `{?key: optional}`. */
export const produceMap: Produce = (type, depth, source) => {
  if (type.kind !== 'map') return undefined;
  const parts = Array.from({ length: source.random.int(4) }, () => {
    const key = loose(source.make(type.key, Math.min(depth, 1)));
    const [sign, ...value] = element(type.value, depth, source);
    return typeof sign === 'string' ? [sign, key, ': ', ...value] : [key, ': ', ...(sign ? [sign] : [])];
  });
  return closed('{…}', type, '{', ...parts.flatMap((part, index) => (index === 0 ? part : [', ', ...part])), '}');
};

/** An element as it is, or `?` and an optional one. */
function element(type: Type, depth: number, { make, random, world }: Source): (string | Part)[] {
  const isOptional = world.extensions.includes('optionals') && random.chance(0.15);
  return isOptional ? ['?', loose(make({ kind: 'optional', element: type }, depth))] : [loose(make(type, depth))];
}

/** `filter` and `map`, and with the extension `transformList`, `sortBy`. */
export const produceListMacro: Produce = (type, depth, source) => {
  if (type.kind !== 'list') return undefined;
  const { random, world } = source;
  const choice = random.int(5);
  if (choice === 0) return filter(type, depth, source);
  if (choice === 1 && world.extensions.includes('lists') && isSortable(type.element))
    return sortBy(type, depth, source);
  const range = chooseRange(source, depth);
  const hasTwo = choice === 2 && world.extensions.includes('comprehensions2');
  const locals = macroNames(random, hasTwo ? [range.first, range.second] : [onlyType(range)]);
  const inner = source.within(locals);
  const condition = random.chance(0.3) ? [loose(inner.make(bool, depth))] : [];
  const name = hasTwo ? 'transformList' : 'map';
  const args = separated([...condition, loose(inner.make(type.element, depth))]);
  return closed(name, type, memberOf(range.range, random), `.${name}(${names(locals)}, `, ...args, ')');
};

/** `transformMap` and `transformMapEntry`. */
export const produceMapMacro: Produce = (type, depth, source) => {
  const { random, world } = source;
  if (type.kind !== 'map' || !world.extensions.includes('comprehensions2')) return undefined;
  const isEntry = random.chance(0.4);
  const range = isEntry ? chooseRange(source, depth).range : source.make(rangeOfKeys(type.key, random, world), depth);
  const variables = range.type.kind === 'list' ? [int, range.type.element] : mapParts(range.type);
  const locals = macroNames(random, variables);
  const inner = source.within(locals);
  const condition = random.chance(0.3) ? [loose(inner.make(bool, depth))] : [];
  const args = separated([...condition, loose(inner.make(isEntry ? type : type.value, depth))]);
  const name = isEntry ? 'transformMapEntry' : 'transformMap';
  return closed(name, type, memberOf(range, random), `.${name}(${names(locals)}, `, ...args, ')');
};

function filter(type: Type & { readonly kind: 'list' }, depth: number, source: Source) {
  const { make, random } = source;
  const isOfKeys = type.element.kind === 'simple' && ['bool', 'int', 'uint', 'string'].includes(type.element.name);
  const range = isOfKeys && random.chance(0.4) ? mapOf(type.element, int) : type;
  const locals = macroNames(random, [type.element]);
  const condition = source.within(locals).make(bool, depth);
  return closed(
    'filter',
    type,
    memberOf(make(range, depth), random),
    `.filter(${names(locals)}, `,
    loose(condition),
    ')',
  );
}

function sortBy(type: Type & { readonly kind: 'list' }, depth: number, source: Source) {
  const locals = macroNames(source.random, [type.element]);
  const key = source.within(locals).make(source.random.pick([int, bool]), depth);
  return closed(
    'sortBy',
    type,
    memberOf(source.make(type, depth), source.random),
    `.sortBy(${names(locals)}, `,
    loose(key),
    ')',
  );
}

function isSortable(type: Type): boolean {
  return !isSimple(type, 'dyn');
}

function rangeOfKeys(key: Type, random: Random, { extensions }: Source['world']): Type {
  const value = chooseType(random, extensions, 1);
  return isSimple(key, 'int') && random.chance(0.5) ? listOf(value) : mapOf(key, value);
}

function mapParts(type: Type): readonly Type[] {
  return type.kind === 'map' ? [type.key, type.value] : [type, type];
}

function names(locals: readonly { readonly name: string }[]): string {
  return locals.map(({ name }) => name).join(', ');
}
