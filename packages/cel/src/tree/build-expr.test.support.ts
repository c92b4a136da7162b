import type { Overload, Variable } from '../scope.ts';
import type { Node } from '../syntax/node.ts';
import { bool, dyn, int, isSimple, listOf, type Type, text } from '../types/type.ts';
import type { CallExpr, ComprehensionExpr, Expr, Local, LogicalExpr } from './expr.ts';

/** A piece that is written at the place; the text is made up. */
export function nodeAt(start: number): Node {
  return { op: 'id', args: 'x', start, end: start + 1, pos: start };
}

export function constant(value: unknown, type: Type = typeOfConstant(value), start = 0): Expr {
  return { kind: 'constant', type, node: nodeAt(start), value };
}

/** Of the root, which is then an object of variables. */
export function variable(name: string, type: Type = dyn, rest: Partial<Variable> = {}): Expr {
  const read = (root: unknown) => (root as Readonly<Record<string, unknown>>)[name];
  return { kind: 'variable', type, node: nodeAt(0), variable: { type, read, ...rest } };
}

export function local(declared: Local): Expr {
  return { kind: 'local', type: declared.type, node: nodeAt(0), local: declared };
}

/** Fails where it is evaluated; its place tells which one it was. */
export function failure(start: number, args: readonly Expr[] = []): Expr {
  return { kind: 'fail', type: bool, node: nodeAt(start), message: `failed ${start}`, args };
}

export function logical(kind: LogicalExpr['kind'], ...terms: readonly Expr[]): Expr {
  return { kind, type: bool, node: nodeAt(0), terms };
}

export function choice(condition: Expr, yes: Expr, no: Expr): Expr {
  return { kind: 'choice', type: yes.type, node: nodeAt(0), condition, yes, no };
}

export function list(...values: readonly Expr[]): Expr {
  const elements = values.map((value) => ({ value, isOptional: false }));
  return { kind: 'list', type: listOf(dyn), node: nodeAt(0), elements };
}

/** A call of one overload, or of several that the values choose from. */
export function call(overloads: readonly Overload[], args: readonly Expr[], rest: Partial<CallExpr> = {}): CallExpr {
  const [first] = overloads;
  const isCertain = overloads.length === 1;
  return { kind: 'call', type: first?.result ?? dyn, node: nodeAt(0), name: 'f', args, overloads, isCertain, ...rest };
}

export function overload(params: readonly Type[], result: Type, run: (...args: never[]) => unknown): Overload {
  return { params, result, call: run, isPure: true };
}

export function comprehension(
  macro: ComprehensionExpr['macro'],
  range: Expr,
  parts: Partial<ComprehensionExpr> & { readonly first: Local },
): Expr {
  const optional = { second: undefined, condition: undefined, result: undefined };
  return { kind: 'comprehension', type: dyn, node: nodeAt(0), macro, range, ...optional, ...parts };
}

function typeOfConstant(value: unknown): Type {
  if (typeof value === 'boolean') return bool;
  if (typeof value === 'bigint') return int;
  if (typeof value === 'string') return text;
  return Array.isArray(value) && value.every((item) => isSimple(typeOfConstant(item), 'string')) ? listOf(text) : dyn;
}
