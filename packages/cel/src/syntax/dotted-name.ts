import type { Node } from './node.ts';

/** `a.b.c` as text where a piece is made of names only. */
export function dottedName(node: Node): string | undefined {
  if (node.op === 'id') return node.args.startsWith('.') ? node.args.slice(1) : node.args;
  if (node.op !== '.') return undefined;
  const outer = dottedName(node.args[0]);
  return outer === undefined ? undefined : `${outer}.${node.args[1]}`;
}
