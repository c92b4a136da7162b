import type { ASTNode } from 'cel-js';
import { type Binding, findBinding } from './guard.ts';

/**
 * A text that is the same for nodes that say the same, however they are spaced; undefined for anything but names, fields,
 * elements and calls of these, since nothing else is compared with literals to some purpose.
 */
export function nodeKey(node: ASTNode, binding: Binding | undefined): string | undefined {
  switch (node.op) {
    case 'id':
      return nameKey(node.args, findBinding(node.args, binding));
    case 'value':
      return typeof node.args === 'string' ? JSON.stringify(node.args) : String(node.args);
    case '.':
      return joined([node.args[0]], binding, `.${node.args[1]}`);
    case '[]':
      return joined(node.args, binding, '[]');
    case 'call':
      return joined(node.args[1], binding, `${node.args[0]}()`);
    case 'rcall':
      return joined([node.args[1], ...node.args[2]], binding, `.${node.args[0]}()`);
    default:
      return undefined;
  }
}

function nameKey(name: string, local: Binding | undefined): string {
  if (local !== undefined) return `${name}@${local.at}`;
  return name === 'http' ? 'event' : name;
}

function joined(nodes: readonly ASTNode[], binding: Binding | undefined, what: string): string | undefined {
  const keys = nodes.map((node) => nodeKey(node, binding));
  return keys.includes(undefined) ? undefined : `(${keys.join(' ')})${what}`;
}
