import { CelError } from '../../src/cel-error.ts';
import { childrenOf } from '../../src/syntax/children-of.ts';
import type { Literal, Node } from '../../src/syntax/node.ts';
import { parse } from '../../src/syntax/parse.ts';

/** The constants of an expression: values near them are those that its tests tell apart. */
export function literalsOf(source: string): readonly Literal[] {
  const literals: Literal[] = [];
  const pending: Node[] = parsed(source);
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.op === 'value') literals.push(node.args);
    pending.push(...childrenOf(node));
  }
  return literals;
}

function parsed(source: string): Node[] {
  try {
    return [parse(source)];
  } catch (error) {
    if (error instanceof CelError) return [];
    throw error;
  }
}
