import type { ASTNode } from 'cel-js';
import { CelError } from './cel-error.ts';
import { limits } from './limits.ts';

export type Node<Op extends ASTNode['op']> = Extract<ASTNode, { readonly op: Op }>;
type LogicalNode = Node<'&&' | '||'>;

export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/**
 * The operands of `a && b && c`, left to right. The parser nests such a chain to the left; taken together they cost no
 * depth, and CEL gives every grouping of them the same value.
 */
export function logicalTerms(node: LogicalNode): ASTNode[] {
  const terms: ASTNode[] = [];
  let left: ASTNode = node;
  while (left.op === node.op) {
    const [next, right]: readonly [ASTNode, ASTNode] = (left as LogicalNode).args;
    terms.push(right);
    left = next;
  }
  return [...terms, left].reverse();
}

/**
 * Walks without recursion, since it is what recursion depends on.
 * @throws CelError limit
 */
export function checkDepth(root: ASTNode): void {
  const pending: [ASTNode, number][] = [[root, 0]];
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const [node, depth] = entry;
    if (depth > limits.depth) {
      throw new CelError('limit', `Too many nested operations, maximum ${limits.depth}`, node);
    }
    const isLogical = node.op === '&&' || node.op === '||';
    for (const child of isLogical ? logicalTerms(node) : childrenOf(node)) pending.push([child, depth + 1]);
  }
}
