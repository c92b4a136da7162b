import type { Node, NodeOf } from './node.ts';

export type LogicalNode = NodeOf<'&&'> | NodeOf<'||'>;

export function isLogical(node: Node): node is LogicalNode {
  return node.op === '&&' || node.op === '||';
}

/**
 * The operands of `a && b && c`, left to right. The parser nests such a chain to the left; taken together they cost no
 * depth, and CEL gives every grouping of them the same value.
 */
export function logicalTerms(node: LogicalNode): Node[] {
  const terms: Node[] = [];
  let left: Node = node;
  while (isLogical(left) && left.op === node.op) {
    terms.push(left.args[1]);
    left = left.args[0];
  }
  return [...terms, left].reverse();
}
