import { bool, int, listOf, mapOf, optionalOf, type Type, text } from '../../src/types/type.ts';
import { chooseType } from './choose-type.ts';
import { closed, loose } from './make-term.ts';
import { entryName, memberOf } from './produce-any.ts';
import { macroNames } from './ranges.ts';
import type { Produce, Source } from './source.ts';
import type { Term } from './term.ts';

/** What gives an optional. */
export const produceOptional: Produce = (type, depth, source) => {
  if (type.kind !== 'optional') return undefined;
  const { make, random } = source;
  const { element } = type;
  switch (random.int(7)) {
    case 0:
      return closed('[?]', type, memberOf(make(listOf(element), depth), random), '[?', loose(make(int, depth)), ']');
    case 1:
      return closed('.?', type, memberOf(make(mapOf(text, element), depth), random), `.?${entryName(random)}`);
    case 2:
      return closed(
        '.',
        type,
        memberOf(make(optionalOf(mapOf(text, element)), depth), random),
        `.${entryName(random)}`,
      );
    case 3:
      return closed(
        '[]',
        type,
        memberOf(make(optionalOf(listOf(element)), depth), random),
        '[',
        loose(make(int, depth)),
        ']',
      );
    case 4:
      return closed('or', type, memberOf(make(type, depth), random), '.or(', loose(make(type, depth)), ')');
    default:
      return optMap(type, depth, source);
  }
};

/** `optional.orValue(other)`. */
export const produceOrValue: Produce = (type, depth, { make, random, world }) => {
  if (!world.extensions.includes('optionals') || random.chance(0.5)) return undefined;
  return closed(
    'orValue',
    type,
    memberOf(make(optionalOf(type), depth), random),
    '.orValue(',
    loose(make(type, depth)),
    ')',
  );
};

function optMap(type: Type & { readonly kind: 'optional' }, depth: number, source: Source): Term {
  const { random, world } = source;
  const held = chooseType(random, world.extensions, 1);
  const [local = { name: 'x', type: bool }] = macroNames(random, [held]);
  const isFlat = random.chance(0.4);
  const body = source.within([local]).make(isFlat ? type : type.element, depth);
  const name = isFlat ? 'optFlatMap' : 'optMap';
  return closed(
    name,
    type,
    memberOf(source.make(optionalOf(held), depth), random),
    `.${name}(${local.name}, `,
    loose(body),
    ')',
  );
}
