import { isSimple, text } from '../../src/types/type.ts';
import { likelyText } from '../values/likely-text.ts';
import { closed, infix, loose, operand } from './make-term.ts';
import { macroNames } from './ranges.ts';
import type { Produce, Source } from './source.ts';
import { binding, type Term } from './term.ts';
import { textLiteral } from './text-literal.ts';
import { textNames } from './text-names.ts';

/** `['a.com', …].exists(name, ('.' + host).endsWith('.' + name))`, as rules look names up in their lists. */
export const produceAnyOf: Produce = (type, depth, source) => {
  if (!isSimple(type, 'bool')) return undefined;
  const { random } = source;
  const [local = { name: 'x', type: text }] = macroNames(random, [text]);
  const inner = source.within([local]);
  const name = random.pick(['endsWith', 'startsWith', 'contains']);
  const before = random.chance(0.3) ? textLiteral(random.pick(['.', '/', 'a']), random) : undefined;
  const [subject, part] = [chooseSubject(inner), closed('name', text, local.name)].map((side) =>
    before === undefined ? side : infix('+', [closed('literal', text, before), side], text, binding.sum, random),
  );
  if (!subject || !part) return undefined;
  const test = closed(name, type, operand(subject, binding.member, random), `.${name}(`, loose(part), ')');
  const condition = random.chance(0.5)
    ? infix('&&', [test, inner.make(type, depth - 1)], type, binding.and, random)
    : test;
  const texts = Array.from({ length: 2 + random.int(8) }, () => textLiteral(likelyText(random), random));
  const range = closed('[…]', { kind: 'list', element: text }, `[${texts.join(', ')}]`);
  const macro = random.chance(0.7) ? 'exists' : random.pick(['all', 'exists_one']);
  return closed(macro, type, loose(range), `.${macro}(${local.name}, `, loose(condition), ')');
};

function chooseSubject({ make, random, world }: Source): Term {
  const name = random.pick(textNames(world));
  return random.chance(0.7) ? closed('name', text, name) : make(text, 1);
}
