import type { Literal, Node, NodeOf } from '../syntax/node.ts';
import { Uint } from '../values/uint.ts';
import { type Binding, findBinding, globalName } from './guard.ts';

/**
 * A text that is the same for nodes that say the same, however they are spaced; undefined for anything but names, fields,
 * elements and calls of these, since nothing else is compared with literals to some purpose.
 */
export function nodeKey(node: Node, binding: Binding | undefined): string | undefined {
  switch (node.op) {
    case 'id':
      return nameKey(node, binding);
    case 'value':
      return valueKey(node.args);
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

function nameKey(node: NodeOf<'id'>, binding: Binding | undefined): string {
  const name = globalName(node, binding);
  if (name === undefined) return `${node.args}@${findBinding(node.args, binding)?.at}`;
  return name === 'http' ? 'event' : name;
}

function valueKey(value: Literal): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return value instanceof Uint ? `${value.value}u` : String(value);
}

function joined(nodes: readonly Node[], binding: Binding | undefined, what: string): string | undefined {
  const keys = nodes.map((node) => nodeKey(node, binding));
  return keys.includes(undefined) ? undefined : `(${keys.join(' ')})${what}`;
}
