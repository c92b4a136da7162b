import { CelError } from '../cel-error.ts';
import { limits } from '../limits.ts';
import { childrenOf } from './children-of.ts';
import { isLogical, logicalTerms } from './logical-terms.ts';
import type { Node } from './node.ts';

/**
 * Refuses a tree whose chains of operators, selections and calls are too long to be followed by recursion; brackets are
 * bounded while they are read. Walks without recursion itself.
 *
 * @throws CelError limit
 */
export function checkDepth(root: Node): void {
  const pending: [Node, number][] = [[root, 0]];
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const [node, depth] = entry;
    if (depth > limits.depth) {
      throw new CelError('limit', `Too many nested operations, maximum ${limits.depth}`, node);
    }
    for (const child of isLogical(node) ? logicalTerms(node) : childrenOf(node)) pending.push([child, depth + 1]);
  }
}
