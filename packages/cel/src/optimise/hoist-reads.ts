import type { Expr, FieldExpr, Local, VariableExpr } from '../tree/expr.ts';
import { mapChildren } from '../tree/map-children.ts';
import type { Type } from '../types/type.ts';
import { inheritPrepared } from './prepare-call.ts';

type Read = VariableExpr | FieldExpr;

interface Hoisted {
  readonly read: Read;
  readonly local: Local;
}

/**
 * Reads what loops read of the outside once: every value that comes in is looked at as a whole, and a list of 100,000
 * elements that is read again for each of them would take minutes. Computed where it is first needed, and so is its
 * error.
 */
export function hoistReads(expr: Expr): Expr {
  const hoisted: Hoisted[] = [];
  const body = replaceReads(expr, { hoisted, isInLoop: false });
  return hoisted.reduce((inner, { read, local }): Expr => {
    return { kind: 'bind', type: inner.type, node: inner.node, local, value: read, body: inner };
  }, body);
}

interface Hoisting {
  readonly hoisted: Hoisted[];
  readonly isInLoop: boolean;
}

function replaceReads(expr: Expr, hoisting: Hoisting): Expr {
  if (hoisting.isInLoop && isRead(expr) && isLarge(expr.type)) {
    return { kind: 'local', type: expr.type, node: expr.node, local: localOf(expr, hoisting.hoisted) };
  }
  const replace = (child: Expr) => {
    const isRepeated = expr.kind === 'comprehension' && child !== expr.range;
    return replaceReads(child, isRepeated ? { ...hoisting, isInLoop: true } : hoisting);
  };
  const replaced = mapChildren(expr, replace);
  if (replaced !== expr && replaced.kind === 'call' && expr.kind === 'call') inheritPrepared(replaced, expr);
  return replaced;
}

/** A variable, or a field of one. */
function isRead(expr: Expr): expr is Read {
  if (expr.kind === 'variable') return !expr.variable.isRoot;
  return expr.kind === 'field' && !expr.isTest && isPath(expr.operand);
}

function isPath(expr: Expr): boolean {
  return expr.kind === 'variable' || (expr.kind === 'field' && !expr.isTest && isPath(expr.operand));
}

/** All else is read in one step. */
function isLarge(type: Type): boolean {
  return type.kind === 'list' || type.kind === 'map' || (type.kind === 'simple' && type.name === 'dyn');
}

function localOf(read: Read, hoisted: Hoisted[]): Local {
  const known = hoisted.find((other) => isSame(other.read, read));
  if (known) return known.local;
  const local: Local = { name: 'read', type: read.type };
  hoisted.push({ read, local });
  return local;
}

function isSame(a: Expr, b: Expr): boolean {
  if (a.kind === 'variable') return b.kind === 'variable' && a.variable === b.variable;
  return a.kind === 'field' && b.kind === 'field' && a.field === b.field && isSame(a.operand, b.operand);
}
