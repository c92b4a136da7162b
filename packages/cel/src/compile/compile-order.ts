import type { Node } from '../syntax-tree.ts';
import { accepts } from '../types/relations.ts';
import { bool, isSimple, type SimpleName, type Type } from '../types/type.ts';
import { compare } from '../values/compare.ts';
import type { Code, Context, Run } from './code.ts';
import { compileNode } from './compile-node.ts';
import { located } from './located.ts';
import { refuseOperands } from './mismatch.ts';

type OrderNode = Node<'<' | '<=' | '>' | '>='>;

const ordered: readonly SimpleName[] = [
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
  'dyn',
];

const meets: Readonly<Record<OrderNode['op'], (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `<`, `<=`, `>`, `>=`: both sides of one type; where one is dyn, numbers compare by value across their types. */
export function compileOrder(node: OrderNode, context: Context): Code {
  const left = compileNode(node.args[0], context);
  const right = compileNode(node.args[1], context);
  if (!accepts(left.type, right.type) || !isOrdered(left.type) || !isOrdered(right.type)) {
    refuseOperands(node, left, right);
  }
  return { type: bool, run: ordering(node, left.run, right.run) };
}

function isOrdered(type: Type): boolean {
  return type.kind === 'empty' || ordered.some((name) => isSimple(type, name));
}

function ordering(node: OrderNode, left: Run, right: Run): Run {
  const holds = meets[node.op];
  return (frame) => {
    const [a, b] = [left(frame), right(frame)];
    try {
      return holds(compare(a, b));
    } catch (error) {
      throw located(error, node.op, node);
    }
  };
}
