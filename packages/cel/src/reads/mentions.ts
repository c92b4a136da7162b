import { childrenOf } from '../syntax/children-of.ts';
import type { Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';

/**
 * Whether a name stands in an expression by itself, be it the variable or one that a macro declares.
 * @throws CelError syntax, limit
 */
export function mentions(source: string, name: string): boolean {
  const pending: Node[] = [parse(source)];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.op === 'id' && node.args === name) return true;
    pending.push(...childrenOf(node));
  }
  return false;
}
