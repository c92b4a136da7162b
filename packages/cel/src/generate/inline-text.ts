import { limits } from '../limits.ts';
import { prepareCall } from '../optimise/prepare-call.ts';
import type { CallExpr, Expr } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import { box, twice } from './box.ts';
import { compile } from './compile.ts';
import { textOf } from './constant-of.ts';
import { isPureCall, textBound } from './is-total.ts';
import type { Place } from './place.ts';
import { atom, bind, level, type Value } from './value.ts';

const methods: Readonly<Record<string, string>> = {
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  contains: 'includes',
};

/** Functions on texts that JavaScript has as well, and forms of them that need no new text. */
export function inlineText(expr: CallExpr, place: Place): Value | undefined {
  if (!expr.args.every((arg) => isSimple(arg.type, 'string') || isSimple(arg.type, 'int'))) return undefined;
  const [text, other] = expr.args;
  if (text && !isSimple(text.type, 'string')) return undefined;
  const method = methods[expr.name];
  if (method && text && other) return inlineTest(expr, [text, other], { method, place });
  if (expr.name === '+') return inlineJoin(expr, place);
  if (expr.name === 'lowerAscii' && text) {
    const value = compile(text, place);
    return { ...value, js: place.unit.call('lowerAscii', value.js), level: level.atom, constant: undefined };
  }
  return expr.name === 'charAt' && text && other ? inlineCharAt(expr, [text, other], place) : undefined;
}

/** Each code unit of it may be the beginning of one more comparison. */
const longestStart = 16;

interface Test {
  readonly method: string;
  readonly place: Place;
}

function inlineTest({ name }: CallExpr, [text, part]: readonly [Expr, Expr], { method, place }: Test): Value {
  const constant = textOf(part);
  if (constant !== undefined && text.kind === 'call') {
    const value = name === 'endsWith' ? endOfJoined(text, constant, place) : undefined;
    const found = value ?? inLower(name, [text, part], place);
    if (found) return found;
  }
  const [subject, argument] = [compile(text, place), compile(part, place)];
  return atom(`${bind(subject, level.atom)}.${method}(${argument.js})`, 'bool');
}

/** `text.lowerAscii().endsWith(constant)` without the text in lower case. */
function inLower(name: string, [text, part]: readonly [CallExpr, Expr], place: Place): Value | undefined {
  const [inner] = text.args;
  const test = name === 'endsWith' ? 'endsInLower' : name === 'startsWith' ? 'startsInLower' : undefined;
  if (!test || !inner || !isPureCall(text, 'lowerAscii')) return undefined;
  if (place.context.sharing.keptAs(text) !== undefined) return undefined;
  return atom(place.unit.call(test, compile(inner, place).js, compile(part, place).js), 'bool');
}

/**
 * `('/' + text).endsWith('/kubectl')` without the text put together: the end is in `text`, or it begins in the
 * constant and `text` is all of the rest.
 */
function endOfJoined(joined: CallExpr, end: string, place: Place): Value | undefined {
  const [first, second] = joined.args;
  const start = first && textOf(first);
  if (!isPureCall(joined, '+') || !second || start === undefined) return undefined;
  if (place.context.sharing.keptAs(joined) !== undefined) return undefined;
  if (start.length > longestStart || textBound(joined) > limits.textLength) return undefined;
  const text = compile(second, place);
  const rests = Array.from({ length: Math.min(start.length, end.length) }, (_, index) => index + 1)
    .filter((length) => start.endsWith(end.slice(0, length)))
    .map((length) => end.slice(length));
  const [once, again] = twice(text, place);
  const tests = [`${once}.endsWith(${place.unit.constant(end)})`];
  for (const rest of rests) tests.push(`${again} === ${place.unit.constant(rest)}`);
  return { js: tests.join(' || '), level: level.or, form: 'bool' };
}

/** `a + b + c`: only the length of the whole needs to be looked at. */
function inlineJoin(expr: CallExpr, place: Place): Value | undefined {
  if (!isSimple(expr.type, 'string')) return undefined;
  const parts = joinedParts(expr, place).map((part) => compile(part, place));
  const maxLength = parts.reduce((sum, part) => sum + (part.maxLength ?? Number.POSITIVE_INFINITY), 0);
  const js = parts.map((part) => bind(part, level.product)).join(' + ');
  if (maxLength <= limits.textLength) return { js, level: level.sum, form: 'text', maxLength };
  return atom(place.unit.call('boundedText', js), 'text', { maxLength: limits.textLength });
}

function joinedParts(expr: Expr, place: Place): readonly Expr[] {
  const isJoin = expr.kind === 'call' && isPureCall(expr, '+') && isSimple(expr.type, 'string');
  return isJoin ? expr.args.flatMap((arg) => partsOf(arg, place)) : [expr];
}

/** What is kept is computed for itself. */
function partsOf(arg: Expr, place: Place): readonly Expr[] {
  return place.context.sharing.keptAs(arg) === undefined ? joinedParts(arg, place) : [arg];
}

function inlineCharAt(expr: CallExpr, [text, index]: readonly [Expr, Expr], place: Place): Value {
  const { unit } = place;
  const [subject, position] = [compile(text, place), compile(index, place)];
  if (position.range) return atom(unit.call('characterAt', subject.js, position.js), 'text', { maxLength: 2 });
  const call = unit.constant(prepareCall(expr));
  return atom(`${call}(${subject.js}, ${box(position, place)})`, 'text', { maxLength: 2 });
}
