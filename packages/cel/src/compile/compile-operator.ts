import type { Overload } from '../scope.ts';
import type { Node } from '../syntax-tree.ts';
import { accepts, join } from '../types/relations.ts';
import { bool, formatType } from '../types/type.ts';
import { type Code, type Context, refuse } from './code.ts';
import { compileInteger } from './compile-literal.ts';
import { compileCondition } from './compile-logical.ts';
import { compileNode } from './compile-node.ts';
import { refuseOperands } from './mismatch.ts';
import { compileOverload } from './resolve.ts';

/** `+ - * / %`. */
export function compileBinary(node: Node<'+' | '-' | '*' | '/' | '%'>, context: Context): Code {
  const left = compileNode(node.args[0], context);
  const right = compileNode(node.args[1], context);
  if (node.op === '+' && left.type.kind === 'list' && right.type.kind === 'list') {
    return compileConcatenation(node, left, right);
  }
  return compileOperator(node.op, [left, right], node, context) ?? refuseOperands(node, left, right);
}

/** `!` and `-`; the sign belongs to the number, so that the smallest int can be written. */
export function compileUnary(node: Node<'!_' | '-_'>, context: Context): Code {
  if (node.op === '!_') {
    const condition = compileCondition(node.args, context);
    return { type: bool, run: (frame) => !condition(frame) };
  }
  const { args } = node;
  if (args.op === 'value' && typeof args.args === 'bigint') return compileInteger(-args.args, node);
  const operand = compileNode(args, context);
  const code = compileOperator('-', [operand], node, context);
  return code ?? refuse('type', `Expected int or double after "-", got "${formatType(operand.type)}"`, args);
}

function compileOperator(
  name: string,
  args: readonly Code[],
  place: Node<'+' | '-' | '*' | '/' | '%' | '-_'>,
  context: Context,
): Code | undefined {
  const overloads: readonly Overload[] = context.scope.functions.get(`operator ${name}`) ?? [];
  return compileOverload(overloads, { name, args, nodes: [], place });
}

function compileConcatenation(node: Node<'+'>, left: Code, right: Code): Code {
  const type = accepts(left.type, right.type) ? join(left.type, right.type) : undefined;
  if (!type) return refuseOperands(node, left, right);
  const [a, b] = [left.run, right.run];
  return { type, run: (frame) => (a(frame) as unknown[]).concat(b(frame) as unknown[]) };
}
