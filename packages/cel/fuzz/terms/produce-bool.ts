import { bool, dyn, isSimple, listOf, mapOf, type Type } from '../../src/types/type.ts';
import { chooseKey, chooseOrdered, chooseType } from './choose-type.ts';
import { closed, infix, loose, operand } from './make-term.ts';
import { entryName, memberOf } from './produce-any.ts';
import { chooseRange, macroNames, onlyType } from './ranges.ts';
import type { Produce, Source } from './source.ts';
import { binding, type Part } from './term.ts';

/** `a && b`, `a || b || c`, `!a`; a term may be dyn. */
export const produceLogical: Produce = (type, depth, { make, random }) => {
  if (!isSimple(type, 'bool')) return undefined;
  const choice = random.int(5);
  if (choice === 0) {
    const inner = make(bool, depth);
    return { type, binding: binding.unary, pieces: ['!', operand(inner, binding.member, random)], tag: '!_' };
  }
  const [operator, level] = choice < 3 ? (['&&', binding.and] as const) : (['||', binding.or] as const);
  const pieces: (string | Part)[] = [];
  for (let count = 2 + random.int(2); count > 0; count--) {
    const term = make(random.chance(0.1) ? dyn : bool, depth);
    pieces.push(...(pieces.length === 0 ? [] : [` ${operator} `]), operand(term, level + 1, random));
  }
  return { type, binding: level, pieces, tag: operator };
};

/** `==`, `!=`, `<` and its kin: of one type, or of dyn and another. */
export const produceComparison: Produce = (type, depth, { make, random, world }) => {
  if (!isSimple(type, 'bool')) return undefined;
  const isOrder = random.chance(0.4);
  const left = isOrder ? chooseOrdered(random) : chooseType(random, world.extensions);
  const right = random.chance(0.08) && mayBeDyn(left) ? dyn : left;
  const operator = random.pick(isOrder ? ['<', '<=', '>', '>='] : ['==', '!=']);
  return infix(operator, [make(left, depth), make(right, depth)], type, binding.relation, random);
};

/** `element in list`, `key in map`, `anything in dyn`. */
export const produceMembership: Produce = (type, depth, { make, random, world }) => {
  if (!isSimple(type, 'bool')) return undefined;
  const element = random.chance(0.6) ? chooseKey(random) : chooseType(random, world.extensions, 1);
  const container = random.chance(0.1)
    ? dyn
    : random.chance(0.6)
      ? listOf(element)
      : mapOf(chooseKey(random), chooseType(random, world.extensions, 1));
  const member = container.kind === 'map' ? container.key : element;
  return infix('in', [make(member, depth), make(container, depth)], type, binding.relation, random);
};

/** `has(operand.name)`. */
export const produceHas: Produce = (type, depth, source) => {
  const { make, random, world } = source;
  if (!isSimple(type, 'bool')) return undefined;
  if (world.fields.size > 0 && random.chance(0.4)) {
    return closed('has', type, `has(${world.object}.${random.pick([...world.fields.keys()])})`);
  }
  const range = random.chance(0.5)
    ? dyn
    : mapOf({ kind: 'simple', name: 'string' }, chooseType(random, world.extensions, 1));
  return closed('has', type, 'has(', memberOf(make(range, depth), random), `.${entryName(random)})`);
};

/** `all`, `exists`, `exists_one`, of one variable and, with the extension, of two. */
export const produceQuantifier: Produce = (type, depth, source) => {
  const { random } = source;
  if (!isSimple(type, 'bool')) return undefined;
  const name = random.pick(['all', 'exists', 'exists_one']);
  const range = chooseRange(source, depth);
  const hasTwo = source.world.extensions.includes('comprehensions2') && random.chance(0.4);
  const locals = macroNames(random, hasTwo ? [range.first, range.second] : [onlyType(range)]);
  const condition = source.within(locals).make(conditionType(source), depth);
  const names = locals.map((local) => local.name).join(', ');
  return closed(name, type, memberOf(range.range, random), `.${name}(${names}, `, loose(condition), ')');
};

function conditionType({ random }: Source): Type {
  return random.chance(0.05) ? dyn : bool;
}

function mayBeDyn(type: Type): boolean {
  return type.kind !== 'optional' && type.kind !== 'type';
}
