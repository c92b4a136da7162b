import type { Node } from './node.ts';

/** The operands of a node as they are written, left to right. */
export function childrenOf(node: Node): readonly Node[] {
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
    case 'struct':
      return node.args[1].map(([, value]) => value);
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}
