import type { ASTNode } from 'cel-js';
import { formatType, isSimple, type Type } from '../types/type.ts';
import { type Code, refuse } from './code.ts';

/** A binary operator between types that have none: says what was written and, where it is known, what to write. */
export function refuseOperands(node: ASTNode, left: Code, right: Code): never {
  const got = `${formatType(left.type)} ${node.op} ${formatType(right.type)}`;
  return refuse('type', `Expected operands of one type, got "${got}"${hint(left, right)}`, node);
}

function hint(left: Code, right: Code): string {
  const written = literalHint(left, right) ?? literalHint(right, left);
  if (written !== undefined) return `; write ${written}`;
  const [a, b] = [scalarOf(left.type), scalarOf(right.type)];
  if (isInteger(a) && isInteger(b)) return '; convert one with int(…) or uint(…)';
  if (isNumber(a) && isNumber(b)) return '; convert one with double(…) or int(…)';
  if (isSimple(a, 'string') && isNumber(b)) return '; convert the number with string(…)';
  return isSimple(b, 'string') && isNumber(a) ? '; convert the number with string(…)' : '';
}

/** How the constant on one side is written so that it has the type of the other side. */
function literalHint(constant: Code, other: Code): string | undefined {
  const { constant: value } = constant;
  if (value === undefined) return undefined;
  const suffix = suffixFor(scalarOf(constant.type), scalarOf(other.type));
  if (suffix === undefined) return undefined;
  const values = Array.isArray(value) ? value : [value];
  const shown = values.map((item) => numberText(item) + suffix).join(', ');
  return Array.isArray(value) ? `[${shown}]` : shown;
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
