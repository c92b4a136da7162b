import { limits } from '../limits.ts';
import type { CallExpr, Expr } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import { constantOf, textOf } from './constant-of.ts';
import { maxReadLength } from './support/read.ts';

const totalCalls: ReadonlySet<string> = new Set([
  'startsWith',
  'endsWith',
  'contains',
  'size',
  'lowerAscii',
  'upperAscii',
]);

/** Whether an expression has a value whatever its fields hold, if only they are of their types. */
export function isTotal(expr: Expr): boolean {
  return isTotalIn(expr, ({ kind }) => kind === 'constant');
}

/** Whether an expression has a value if only what it reads has one. */
export function isSteady(expr: Expr): boolean {
  return isTotalIn(expr, ({ kind }) => kind === 'constant' || kind === 'variable' || kind === 'local');
}

function isTotalIn(expr: Expr, isGiven: (expr: Expr) => boolean): boolean {
  const isTotal = (inner: Expr) => isTotalIn(inner, isGiven);
  if (isGiven(expr)) return true;
  switch (expr.kind) {
    case 'variable':
      return expr.variable.isRoot === true || expr.variable.constant !== undefined;
    case 'field':
      return isTotal(expr.operand);
    case 'not':
      return isBool(expr.operand) && isTotal(expr.operand);
    case 'and':
    case 'or':
      return expr.terms.every((term) => isBool(term) && isTotal(term));
    case 'equal':
      return isTotal(expr.left) && isTotal(expr.right);
    case 'order':
      return isScalar(expr.left) && isScalar(expr.right) && isTotal(expr.left) && isTotal(expr.right);
    case 'membership':
      return isTotal(expr.element) && constantOf(expr.container) !== undefined;
    case 'list':
      return expr.elements.every(({ value, isOptional }) => !isOptional && isTotal(value));
    case 'choice':
      return isBool(expr.condition) && [expr.condition, expr.yes, expr.no].every(isTotal);
    case 'call':
      return isTotalCall(expr) && expr.args.every(isTotal);
    default:
      return false;
  }
}

/** UTF-16 code units that a text has at most in generated code, which gives up on longer ones where it gets them. */
export function textBound(expr: Expr): number {
  const constant = textOf(expr);
  if (constant !== undefined) return constant.length;
  if (expr.kind === 'choice') return Math.max(textBound(expr.yes), textBound(expr.no));
  if (expr.kind === 'local') return limits.textLength;
  if (expr.kind !== 'call') return maxReadLength;
  const [a, b] = expr.args;
  if (isPureCall(expr, '+') && a && b) return Math.min(textBound(a) + textBound(b), limits.textLength + 1);
  const isSameLength = isPureCall(expr, 'lowerAscii') || isPureCall(expr, 'upperAscii');
  return isSameLength && a ? textBound(a) : maxReadLength;
}

/** A call of this function of the language on operands whose types are known. */
export function isPureCall(expr: CallExpr, name: string): boolean {
  return expr.name === name && expr.isCertain && expr.overloads[0]?.isPure === true;
}

function isTotalCall(expr: CallExpr): boolean {
  if (totalCalls.has(expr.name)) return isPureCall(expr, expr.name);
  return isPureCall(expr, '+') && isSimple(expr.type, 'string') && textBound(expr) <= limits.textLength;
}

function isBool(expr: Expr): boolean {
  return isSimple(expr.type, 'bool');
}

function isScalar({ type }: Expr): boolean {
  return type.kind === 'simple' && type.name !== 'dyn';
}
