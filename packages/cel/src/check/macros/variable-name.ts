import type { Node } from '../../syntax/node.ts';
import { type Context, refuse } from '../context.ts';

/**
 * The name that a macro declares. With the extension `block` also one that optimisers make up: `cel.iterVar(0, 1)`.
 * @throws CelError syntax
 */
export function variableName(node: Node, context: Context): string {
  if (node.op === 'id' && !node.args.startsWith('.')) return node.args;
  const made = context.macros.has('cel.block') ? madeUpName(node) : undefined;
  return made ?? refuse('syntax', 'Expected name of a variable', node);
}

/** `@iterVar 0 1` for `cel.iterVar(0, 1)`; no name that is written looks like it. */
export function madeUpName(node: Node): string | undefined {
  if (node.op !== 'rcall') return undefined;
  const [name, receiver, args] = node.args;
  if (receiver.op !== 'id' || receiver.args !== 'cel' || !['index', 'iterVar', 'accuVar'].includes(name))
    return undefined;
  const numbers = args.map((arg) =>
    arg.op === 'value' && typeof arg.args === 'bigint' ? String(arg.args) : undefined,
  );
  return numbers.includes(undefined) ? undefined : `@${name} ${numbers.join(' ')}`;
}
