import type { Overload } from '../../src/scope.ts';
import { formatType, isSimple, type Type } from '../../src/types/type.ts';
import type { Names } from '../world.ts';
import { argument } from './arguments.ts';
import { chooseType } from './choose-type.ts';
import { closed, infix, loose, operand, separated } from './make-term.ts';
import { fillType, matchType } from './match-type.ts';
import { memberOf } from './produce-any.ts';
import type { Produce, Source } from './source.ts';
import { binding, type Term } from './term.ts';
import { textLiteral } from './text-literal.ts';

interface Candidate {
  readonly name: string;
  readonly isMethod: boolean;
  readonly overload: Overload;
}

const candidates = new WeakMap<Names, Map<string, readonly Candidate[]>>();

/** A function, method or operator, of all that there are. */
export const produceCall: Produce = (type, depth, source) => {
  const fitting = candidatesFor(type, source.world);
  return fitting.length === 0 ? undefined : write(source.random.pick(fitting), type, depth, source);
};

/** `'%s'.format([x])`: a template that fits its arguments, or nearly. */
export const produceFormat: Produce = (type, depth, { make, random, world }) => {
  if (!isSimple(type, 'string') || !world.extensions.includes('strings')) return undefined;
  const args = Array.from({ length: random.int(3) }, () => make(chooseType(random, world.extensions), depth));
  const clauses = args.map((arg) => clauseFor(arg.type, random));
  const template = textLiteral(['<', ...clauses, '%%'].join(random.pick([' ', '-', ''])), random);
  const list = closed(
    '[…]',
    { kind: 'list', element: { kind: 'simple', name: 'dyn' } },
    '[',
    ...separated(args.map(loose)),
    ']',
  );
  return closed('format', type, `${template}.format(`, loose(list), ')');
};

function clauseFor(type: Type, random: Source['random']): string {
  const digits = random.chance(0.3) ? `.${random.int(5)}` : '';
  if (isSimple(type, 'int') || isSimple(type, 'uint'))
    return random.pick(['%d', '%x', '%b', '%o', '%X', '%s', `%${digits}f`]);
  if (isSimple(type, 'double')) return random.pick(['%d', `%${digits}f`, `%${digits}e`, '%s']);
  if (isSimple(type, 'string') || isSimple(type, 'bytes')) return random.pick(['%s', '%x', '%X']);
  return isSimple(type, 'bool') ? random.pick(['%s', '%b']) : '%s';
}

function candidatesFor(type: Type, world: Names): readonly Candidate[] {
  const byType = candidates.get(world) ?? new Map<string, readonly Candidate[]>();
  candidates.set(world, byType);
  const name = formatType(type);
  const known = byType.get(name) ?? allCandidates(world).filter(({ overload }) => matchType(overload.result, type));
  byType.set(name, known);
  return known;
}

/** Operators more often: there are few of them, and most is computed with them. */
function allCandidates({ scope }: Names): Candidate[] {
  const list = (table: ReadonlyMap<string, readonly Overload[]>, isMethod: boolean) =>
    [...table].flatMap(([name, overloads]) => overloads.map((overload) => ({ name, isMethod, overload })));
  const all = [...list(scope.functions, false), ...list(scope.methods, true)].filter(({ name }) => !name.includes('@'));
  const operators = all.filter(({ name }) => name.startsWith('operator '));
  return [...all, ...operators, ...operators, ...operators];
}

function write({ name, isMethod, overload }: Candidate, type: Type, depth: number, source: Source): Term | undefined {
  const found = matchType(overload.result, type);
  if (!found) return undefined;
  const { random, world } = source;
  const params = overload.params.map((param) => fillType(param, found, () => chooseType(random, world.extensions, 1)));
  const args = params.map((param, index) => argument({ name, index, type: param }, depth, source));
  if (name.startsWith('operator ')) return writeOperator(name.slice('operator '.length), args, type, source);
  const [receiver, ...rest] = args;
  if (!isMethod || !receiver) return closed(name, type, `${name}(`, ...separated(args.map(loose)), ')');
  return closed(name, type, memberOf(receiver, random), `.${name}(`, ...separated(rest.map(loose)), ')');
}

function writeOperator(operator: string, args: readonly Term[], type: Type, { random }: Source): Term {
  const [left, right] = args;
  if (!left) throw new RangeError(`Expected operands of ${operator}`);
  if (!right) {
    return {
      type,
      binding: binding.unary,
      pieces: [operator, operand(left, binding.member, random)],
      tag: `${operator}_`,
    };
  }
  const level = ['+', '-'].includes(operator) ? binding.sum : binding.product;
  return infix(operator, [left, right], type, level, random);
}
