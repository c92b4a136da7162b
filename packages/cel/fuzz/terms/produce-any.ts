import { bool, dyn, formatType, int, isSimple, listOf, mapOf, type Type, text } from '../../src/types/type.ts';
import type { Random } from '../random.ts';
import { names } from '../values/edges.ts';
import { chooseKey, chooseType } from './choose-type.ts';
import { closed, loose, operand } from './make-term.ts';
import { macroNames } from './ranges.ts';
import type { Produce } from './source.ts';
import { binding, type Part, type Term } from './term.ts';

/** An element is seldom there: were every tenth expression one, most would come to nothing but this error. */
const tooOften = 0.75;

/** What something is selected from. */
export function memberOf(term: Term, random: Random): Part {
  return operand(term, binding.member, random);
}

/** A name that may be a key. */
export function entryName(random: Random): string {
  return random.pick(names);
}

/** `condition ? a : b`. */
export const produceChoice: Produce = (type, depth, { make, random }) => ({
  type,
  binding: binding.choice,
  pieces: [
    operand(make(random.chance(0.05) ? dyn : bool, depth), binding.or, random),
    ' ? ',
    operand(make(type, depth), binding.or, random),
    ' : ',
    operand(make(type, depth), binding.choice, random),
  ],
  tag: '?:',
});

/** `list[index]`, `map[key]`, and of dyn. */
export const produceIndex: Produce = (type, depth, { make, random }) => {
  if (random.chance(tooOften)) return undefined;
  const key = chooseKey(random);
  const isDyn = isSimple(type, 'dyn') && random.chance(0.5);
  const container = isDyn ? dyn : random.chance(0.5) ? listOf(type) : mapOf(key, type);
  const index = container.kind === 'list' ? int : container.kind === 'map' ? key : random.pick([int, text, dyn]);
  if (random.chance(0.6))
    return closed('[]', type, memberOf(make(container, depth), random), `[${likelyIndex(index, random)}]`);
  return closed('[]', type, memberOf(make(container, depth), random), '[', loose(make(index, depth)), ']');
};

/** An index that a short list or a small map is likely to have. */
function likelyIndex(type: Type, random: Random): string {
  if (isSimple(type, 'string')) return `'${entryName(random)}'`;
  if (isSimple(type, 'bool')) return String(random.chance(0.5));
  return isSimple(type, 'uint') ? `${random.int(3)}u` : String(random.int(3));
}

/** `map.name`, and of dyn. */
export const produceEntry: Produce = (type, depth, { make, random }) => {
  if (random.chance(tooOften)) return undefined;
  const operandType = isSimple(type, 'dyn') && random.chance(0.6) ? dyn : mapOf(text, type);
  return closed('.', type, memberOf(make(operandType, depth), random), `.${entryName(random)}`);
};

/** `file.path`. */
export const produceField: Produce = (type, _depth, { random, world }) => {
  const fitting = [...world.fields].filter(([, field]) => formatType(field) === formatType(type));
  return fitting.length === 0 ? undefined : closed('field', type, `${world.object}.${random.pick(fitting)[0]}`);
};

/** `cel.bind(x, value, body)`. */
export const produceBind: Produce = (type, depth, source) => {
  const { make, random, world } = source;
  if (!world.extensions.includes('bindings')) return undefined;
  const value = make(chooseType(random, world.extensions), depth);
  const [local] = macroNames(random, [value.type]);
  if (local === undefined) return undefined;
  const body = source.within([local]).make(type, depth);
  return closed('cel.bind', type, `cel.bind(${local.name}, `, loose(value), ', ', loose(body), ')');
};

/** `dyn(x)`, of any type; `type(x)`. */
export const produceConversion: Produce = (type, depth, { make, random, world }) => {
  const name = isSimple(type, 'dyn') ? 'dyn' : type.kind === 'type' ? 'type' : undefined;
  if (name === undefined) return undefined;
  return closed(name, type, `${name}(`, loose(make(chooseScalarOften(random, world.extensions), depth)), ')');
};

function chooseScalarOften(random: Random, extensions: Parameters<typeof chooseType>[1]): Type {
  return chooseType(random, extensions, random.int(3));
}
