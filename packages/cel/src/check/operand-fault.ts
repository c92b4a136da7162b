import type { Node } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { formatType, isSimple, type Type } from '../types/type.ts';
import { type Context, fault } from './context.ts';

/** A binary operator between types that have none: says what was written and, where it is known, what to write. */
export function operandFault(node: Node, left: Expr, right: Expr, context: Context): Expr {
  const operands = [left, right].map((operand) => operandOf(operand, context));
  const [a, b] = operands;
  if (!a || !b) throw new RangeError('Expected two operands');
  const got = `${formatType(a.type)} ${node.op} ${formatType(b.type)}`;
  const message = `Expected operands of one type, got "${got}"${hint(a, b)}`;
  return fault({ code: 'type', message, node, args: [left, right] }, context);
}

interface Operand {
  readonly type: Type;
  readonly constants: readonly unknown[] | undefined;
  readonly isList: boolean;
}

function operandOf(expr: Expr, { inference }: Context): Operand {
  const type = inference.resolve(expr.type);
  if (expr.kind === 'constant') return { type, constants: [expr.value], isList: false };
  const values = expr.kind === 'list' ? expr.elements.map(({ value }) => value) : [];
  const isConstant = values.length > 0 && values.every((value) => value.kind === 'constant');
  const constants = values.map((value) => (value.kind === 'constant' ? value.value : undefined));
  return { type, constants: isConstant ? constants : undefined, isList: true };
}

function hint(left: Operand, right: Operand): string {
  const written = literalHint(left, right) ?? literalHint(right, left);
  if (written !== undefined) return `; write ${written}`;
  const [a, b] = [scalarOf(left.type), scalarOf(right.type)];
  if (isInteger(a) && isInteger(b)) return '; convert one with int(…) or uint(…)';
  if (isNumber(a) && isNumber(b)) return '; convert one with double(…) or int(…)';
  if (isSimple(a, 'string') && isNumber(b)) return '; convert the number with string(…)';
  return isSimple(b, 'string') && isNumber(a) ? '; convert the number with string(…)' : '';
}

/** How the constant on one side is written so that it has the type of the other side. */
function literalHint({ constants, type, isList }: Operand, other: Operand): string | undefined {
  if (constants === undefined) return undefined;
  const suffix = suffixFor(scalarOf(type), scalarOf(other.type));
  if (suffix === undefined) return undefined;
  const shown = constants.map((item) => numberText(item) + suffix).join(', ');
  return isList ? `[${shown}]` : shown;
}

function suffixFor(from: Type, to: Type): string | undefined {
  if (isSimple(from, 'int') && isSimple(to, 'uint')) return 'u';
  if (isSimple(from, 'int') && isSimple(to, 'double')) return '.0';
  return isSimple(from, 'uint') && isSimple(to, 'int') ? '' : undefined;
}

function numberText(value: unknown): string {
  return String(typeof value === 'object' && value !== null && 'value' in value ? value.value : value);
}

function scalarOf(type: Type): Type {
  return type.kind === 'list' ? type.element : type;
}

function isInteger(type: Type): boolean {
  return isSimple(type, 'int') || isSimple(type, 'uint');
}

function isNumber(type: Type): boolean {
  return isInteger(type) || isSimple(type, 'double');
}
