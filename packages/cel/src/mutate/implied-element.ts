import { childrenOf } from '../syntax/children-of.ts';
import type { Node } from '../syntax/node.ts';

/**
 * Whether another element of `list.exists(x, text.endsWith(x))` holds wherever this one does: `pool.example.com.` where
 * `example.com.` is in the list. Leaving it out then changes nothing. Only at the border of a label or path component, since
 * the condition may ask for one; `startsWith` the other way round.
 */
export function isImplied(macro: Node, index: number): boolean {
  if (macro.op !== 'rcall' || macro.args[0] !== 'exists') return false;
  const [, list, [variable, body]] = macro.args;
  if (list.op !== 'list' || variable?.op !== 'id' || body === undefined) return false;
  const texts = list.args.map((element) => (element.op === 'value' ? element.args : undefined));
  const text = texts[index];
  const isBySuffix = asks(body, 'endsWith', variable.args);
  const isByPrefix = asks(body, 'startsWith', variable.args);
  return texts.some((other, at) => {
    if (typeof text !== 'string' || typeof other !== 'string' || other === '' || at === index) return false;
    if (isBySuffix) return text.endsWith(other) && isBorder(text.at(-other.length - 1));
    return isByPrefix && text.startsWith(other) && isBorder(text[other.length]);
  });
}

function asks(node: Node, method: string, variable: string): boolean {
  const [argument] = node.op === 'rcall' && node.args[0] === method ? node.args[2] : [];
  if (argument?.op === 'id' && argument.args === variable) return true;
  return childrenOf(node).some((child) => asks(child, method, variable));
}

function isBorder(character: string | undefined): boolean {
  return character !== undefined && /[^\p{L}\p{N}]/u.test(character);
}
