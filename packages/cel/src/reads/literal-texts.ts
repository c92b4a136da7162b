import type { Node } from '../syntax/node.ts';
import { type Binding, findBinding } from './guard.ts';

/** More texts than these are no list that a person wrote: what they stand for then counts as unknown. */
const maximumTexts = 1_000;

/**
 * The texts that a node can stand for, where the expression itself says them: a literal, the variable of a comprehension
 * over a list of literals, or such joined by `+`. Undefined where only the event knows.
 */
export function literalTexts(node: Node, binding: Binding | undefined): readonly string[] | undefined {
  if (node.op === 'value') return typeof node.args === 'string' ? [node.args] : undefined;
  if (node.op === 'id') return findBinding(node.args, binding)?.texts;
  if (node.op !== '+') return undefined;
  const [left, right] = [literalTexts(node.args[0], binding), literalTexts(node.args[1], binding)];
  if (left === undefined || right === undefined || left.length * right.length > maximumTexts) return undefined;
  return left.flatMap((start) => right.map((end) => start + end));
}

/** The texts of a list that is written out. */
export function literalList(node: Node, binding: Binding | undefined): readonly string[] | undefined {
  if (node.op !== 'list') return undefined;
  const texts = node.args.map((item) => literalTexts(item, binding));
  return texts.every((item) => item !== undefined) ? texts.flat() : undefined;
}
