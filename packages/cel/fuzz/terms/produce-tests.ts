import { int, isSimple, type Type, text } from '../../src/types/type.ts';
import type { Random } from '../random.ts';
import { ints } from '../values/edges.ts';
import { likelyText } from '../values/likely-text.ts';
import { closed, infix, loose, operand } from './make-term.ts';
import { patterns } from './patterns.ts';
import type { Produce, Source } from './source.ts';
import { binding, type Part, type Term } from './term.ts';
import { textLiteral } from './text-literal.ts';
import { textNames } from './text-names.ts';

/**
 * Conditions as rules have them: one value, tested against one constant after the other. Generated code puts such tests
 * together, in sets, tries and ranges.
 */
export const produceTests: Produce = (type, depth, source) => {
  if (!isSimple(type, 'bool')) return undefined;
  const { random } = source;
  const isText = random.chance(0.75);
  const subject = isText ? chooseText(source) : source.make(int, Math.min(depth, 1));
  const isAny = random.chance(0.6);
  // Most tests of a chain are alike: they are put together from three on.
  const usual = random.pick(methods);
  const level = isAny ? binding.or : binding.and;
  const pieces: (string | Part)[] = [];
  for (let count = 2 + random.int(10); count > 0; count--) {
    const test = isText ? textTest({ subject, usual }, type, source) : intTest(subject, type, source);
    const other = random.chance(0.1) ? source.make(type, depth - 1) : isAny || !isText ? test : negated(test, random);
    pieces.push(...(pieces.length === 0 ? [] : [isAny ? ' || ' : ' && ']), operand(other, level + 1, random));
  }
  return { type, binding: level, pieces, tag: isAny ? '||' : '&&' };
};

/** The same text in all tests: of a variable or a field, in lower case now and then. */
function chooseText({ make, random, world }: Source): Term {
  if (random.chance(0.3)) return make(text, 1);
  const chosen = closed('name', text, random.pick(textNames(world)));
  return random.chance(0.25) && world.extensions.includes('strings')
    ? closed('lowerAscii', text, operand(chosen, binding.member, random), '.lowerAscii()')
    : chosen;
}

interface Chain {
  readonly subject: Term;
  readonly usual: string;
}

const methods = ['startsWith', 'endsWith', 'contains'];

function textTest({ subject, usual }: Chain, type: Type, { random }: Source): Term {
  const constant = () => closed('literal', text, textLiteral(likelyText(random), random));
  switch (random.int(20)) {
    case 0:
    case 1:
      return infix('==', [subject, constant()], type, binding.relation, random);
    case 2:
      return infix(random.pick(['!=', '<', '>=']), [subject, constant()], type, binding.relation, random);
    case 3:
      return infix('in', [subject, constants(random)], type, binding.relation, random);
    case 4:
      return method(
        subject,
        'matches',
        closed('literal', text, textLiteral(random.pick(patterns), random)),
        type,
        random,
      );
    case 5:
      return method(subject, random.pick(methods), constant(), type, random);
    default:
      return method(subject, usual, constant(), type, random);
  }
}

function intTest(subject: Term, type: Type, { random }: Source): Term {
  const value = random.chance(0.8) ? BigInt(random.int(8) - 2) : random.pick(ints);
  const constant: Term = { type: int, binding: binding.unary, pieces: [String(value)], tag: 'literal' };
  const sides: readonly [Term, Term] = random.chance(0.8) ? [subject, constant] : [constant, subject];
  return infix(random.pick(['==', '!=', '<', '<=', '>', '>=']), sides, type, binding.relation, random);
}

function constants(random: Random): Term {
  const elements = Array.from({ length: random.int(12) }, () => textLiteral(likelyText(random), random));
  return closed('[…]', { kind: 'list', element: text }, `[${elements.join(', ')}]`);
}

function method(subject: Term, name: string, argument: Term, type: Type, random: Random): Term {
  return closed(name, type, operand(subject, binding.member, random), `.${name}(`, loose(argument), ')');
}

function negated(term: Term, random: Random): Term {
  return { type: term.type, binding: binding.unary, pieces: ['!', operand(term, binding.member, random)], tag: '!_' };
}
