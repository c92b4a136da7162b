import { textOf } from '../generate/constant-of.ts';
import { isPureCall } from '../generate/is-total.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { Expr } from '../tree/expr.ts';
import type { Clause, Operator } from './literal.ts';

/** A text as it is looked at: the subject, perhaps in lower case, between constant texts. */
export interface TextSubject {
  readonly subject: Expr;
  readonly isLower: boolean;
  readonly before: string;
  readonly after: string;
}

export type Resolve = (expr: Expr) => Expr;

/** What a text is made of: `'/' + path.lowerAscii()` of `path`. Undefined where it depends on variables of loops. */
export function textSubject(expr: Expr, resolve: Resolve): TextSubject | undefined {
  const text = resolve(expr);
  if (text.kind === 'call' && isPureCall(text, 'lowerAscii') && text.args[0]) {
    const subject = resolve(text.args[0]);
    return isSubject(subject) ? { subject, isLower: true, before: '', after: '' } : undefined;
  }
  if (text.kind !== 'call' || !isPureCall(text, '+')) {
    return isSubject(text) ? { subject: text, isLower: false, before: '', after: '' } : undefined;
  }
  const [first, second] = text.args;
  return first && second && joined(first, second, resolve);
}

function joined(first: Expr, second: Expr, resolve: Resolve): TextSubject | undefined {
  const [before, after] = [textOf(resolve(first)), textOf(resolve(second))];
  const inner = before === undefined ? textSubject(first, resolve) : textSubject(second, resolve);
  if (!inner || (before === undefined && after === undefined)) return undefined;
  return before === undefined ? { ...inner, after: inner.after + after } : { ...inner, before: before + inner.before };
}

/** Fields, variables and what functions give for them: the same in all of an evaluation. */
export function isSubject(expr: Expr): boolean {
  return (expr.kind === 'field' || expr.kind === 'variable' || expr.kind === 'call') && isClosed(expr);
}

function isClosed(expr: Expr): boolean {
  return expr.kind !== 'local' && childrenOfExpr(expr).every(isClosed);
}

/**
 * What has to hold of the subject so that the text has one of the values; undefined where nothing is known. Between
 * constant texts a value may begin or end in these.
 */
export function textClause(text: TextSubject, operator: Operator, values: readonly string[]): Clause | undefined {
  const parts = values.map((value) => alternatives(text, operator, value));
  if (parts.some((part) => part === undefined)) return undefined;
  const found = parts.flatMap((part) => part ?? []);
  if (found.some(({ operator: kind, value }) => kind !== 'equals' && value === '')) return undefined;
  const possible = text.isLower ? found.filter(({ value }) => !/[A-Z]/.test(value)) : found;
  const operators = ['equals', 'prefix', 'suffix', 'contains'] as const;
  return operators.flatMap((kind) => {
    const own = [...new Set(possible.filter((one) => one.operator === kind).map(({ value }) => value))];
    return own.length > 0 ? [{ subject: text.subject, operator: kind, values: own, isLower: text.isLower }] : [];
  });
}

/** Each code unit of constant texts around a subject may be one more alternative. */
const longestAround = 64;

interface Alternative {
  readonly operator: Operator;
  readonly value: string;
}

function alternatives(text: TextSubject, operator: Operator, value: string): Alternative[] | undefined {
  const { before, after } = text;
  if (before === '' && after === '') return [{ operator, value }];
  if (before.length + after.length > longestAround) return undefined;
  if (operator === 'equals') return between(value, text);
  if (operator === 'suffix' && after === '') return endings(value, before);
  return operator === 'prefix' && before === '' ? beginnings(value, after) : undefined;
}

function between(value: string, { before, after }: TextSubject): Alternative[] {
  const isLongEnough = value.length >= before.length + after.length;
  if (!isLongEnough || !value.startsWith(before) || !value.endsWith(after)) return [];
  return [{ operator: 'equals', value: value.slice(before.length, value.length - after.length) }];
}

/** `before + subject` ends with the value: the subject does, or is the rest of a value that begins in `before`. */
function endings(value: string, before: string): Alternative[] {
  const rests = lengths(before, value)
    .filter((length) => before.endsWith(value.slice(0, length)))
    .map((length) => ({ operator: 'equals', value: value.slice(length) }) as const);
  return [{ operator: 'suffix', value }, ...rests];
}

function beginnings(value: string, after: string): Alternative[] {
  const rests = lengths(after, value)
    .filter((length) => after.startsWith(value.slice(value.length - length)))
    .map((length) => ({ operator: 'equals', value: value.slice(0, value.length - length) }) as const);
  return [{ operator: 'prefix', value }, ...rests];
}

function lengths(constant: string, value: string): number[] {
  return Array.from({ length: Math.min(constant.length, value.length) }, (_, index) => index + 1);
}
