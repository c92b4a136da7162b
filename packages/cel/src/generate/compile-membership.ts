import { limits } from '../limits.ts';
import type { Expr, MembershipExpr } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import { asCondition, box, twice } from './box.ts';
import { compile } from './compile.ts';
import { equality } from './compile-equal.ts';
import { constantMembers } from './constant-members.ts';
import { constantOf } from './constant-of.ts';
import { counterOf } from './counter.ts';
import { isTotal } from './is-total.ts';
import type { Place } from './place.ts';
import { atom, bind, level, type Value } from './value.ts';

/** So many comparisons cost less than finding the hash of a text. */
const fewElements = 6;

/** `element in container`. */
export function compileMembership(expr: MembershipExpr, place: Place): Value {
  const { element, container } = expr;
  const constant = constantOf(container)?.value;
  const elements = Array.isArray(constant) ? undefined : writtenElements(container);
  if (Array.isArray(constant)) return inConstant(compile(element, place), constant, place);
  if (elements) return anyOf(compile(element, place), elements, place);
  return search(element, container, place);
}

/** Elements that may as well not be evaluated. */
function writtenElements(container: Expr): readonly Expr[] | undefined {
  if (container.kind !== 'list' || container.elements.length > fewElements) return undefined;
  const values = container.elements.map(({ value }) => value);
  return container.elements.every(({ isOptional }) => !isOptional) && values.every(isTotal) ? values : undefined;
}

function inConstant(value: Value, list: readonly unknown[], place: Place): Value {
  const { unit } = place;
  const members = constantMembers(list, value.form);
  if (members === undefined) {
    return atom(unit.call('includesEqual', unit.constant(list), box(value, place)), 'bool');
  }
  const isChain = value.form !== 'boxed' && value.form !== 'double' && members.size > 0 && members.size <= fewElements;
  if (isChain) return chain(value, [...members], place);
  const key = value.form === 'boxed' ? unit.call('plainScalar', value.js) : value.js;
  return atom(`${unit.constant(members)}.has(${key})`, 'bool');
}

function chain(value: Value, members: readonly unknown[], place: Place): Value {
  const once = bind(value, level.equality + 1);
  const [first, again] = members.length > 1 ? twice(value, place) : [once, once];
  const tests = members.map((member, index) => `${index === 0 ? first : again} === ${literal(member, place)}`);
  return { js: tests.join(' || '), level: tests.length > 1 ? level.or : level.equality, form: 'bool' };
}

/** Booleans and small integers stand in the code. */
function literal(member: unknown, { unit }: Place): string {
  return typeof member === 'boolean' || Number.isSafeInteger(member) ? String(member) : unit.constant(member);
}

function anyOf(value: Value, elements: readonly Expr[], place: Place): Value {
  const [first, again] = twice(value, place);
  const inner = place.conditional();
  const tests = elements.map((element, index) => {
    const other = compile(element, index === 0 ? place : inner);
    return equality({ a: { ...value, js: index === 0 ? first : again, level: level.atom }, b: other }, place).js;
  });
  if (tests.length === 1) return { js: tests[0] as string, level: level.equality, form: 'bool' };
  return { js: tests.join(' || ') || 'false', level: level.or, form: 'bool' };
}

/** Counted like a loop: inside of one it is what multiplies. */
function search(element: Expr, container: Expr, place: Place): Value {
  const { unit } = place;
  // In the order in which they stand in the code: what both need is computed in the first.
  const range = compile(container, place);
  const value = compile(element, place);
  const isTexts = container.type.kind === 'list' && isSimple(container.type.element, 'string') && value.form === 'text';
  if (container.type.kind === 'map') {
    return {
      js: `${unit.call('mapFind', box(range, place), box(value, place))} !== undefined`,
      level: level.equality,
      form: 'bool',
    };
  }
  const [first, again] = twice({ ...range, js: box(range, place) }, place);
  const test = isTexts ? `${again}.includes(${value.js})` : unit.call('isMember', again, box(value, place));
  const count = isTexts ? `${first}.length` : unit.call('countOf', first);
  const counted = `(${counterOf(place)} += ${count}) > ${limits.iterations} ? ${unit.call('giveUp')} : ${test}`;
  return asCondition({ js: counted, level: level.choice, form: 'bool' }, place);
}
