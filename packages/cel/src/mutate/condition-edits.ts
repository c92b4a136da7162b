import type { ASTNode } from 'cel-js';
import { isComprehension } from '../compile/compile-comprehension.ts';
import { childrenOf, logicalTerms, type Node } from '../syntax-tree.ts';
import type { RangeOf } from '../trace/source-range.ts';
import { comparisonEdits, flippedComparison, isComparison } from './comparison-edits.ts';
import { membershipEdits } from './membership-edits.ts';
import type { Edit } from './mutant.ts';
import { patternEdits } from './pattern-edits.ts';

/** What edits are made from. */
export interface EditSource {
  readonly source: string;
  readonly rangeOf: RangeOf;
}

/** The edits of every condition in an expression, whether the expression is one itself or, as a message, holds some. */
export function conditionEdits(root: ASTNode, from: EditSource): Edit[] {
  return isCondition(root) ? [...constantEdits(root, from), ...editsOf(root, from)] : editsWithin(root, from);
}

/** Whether it is bool as far as the syntax tells; of calls only evaluation's types do, so these count as conditions. */
function isCondition(node: ASTNode): boolean {
  if (node.op === 'value') return typeof node.args === 'boolean';
  if (node.op === 'rcall') return !isComprehension(node) || !['map', 'filter'].includes(node.args[0]);
  if (node.op === '?:') return isCondition(node.args[1]) && isCondition(node.args[2]);
  return ['&&', '||', '!_', 'in'].includes(node.op) || isComparison(node);
}

/** A condition that is no operand of a chain: instead of missing it always says the same. */
function constantEdits(node: ASTNode, { rangeOf }: EditSource): Edit[] {
  return ['true', 'false'].map((replacement) => ({ change: 'flipped', range: rangeOf(node), replacement }));
}

/** The edits of something that is known to be a condition. */
function editsOf(node: ASTNode, from: EditSource): Edit[] {
  if (node.op === '&&' || node.op === '||') return chainEdits(node, from);
  if (node.op === '!_') return negationEdits(node, from);
  if (node.op === '?:') return choiceEdits(node, from, (branch) => editsOf(branch, from));
  return [...flips(node, from), ...leafEdits(node, from)];
}

/** An operand that is the chain's neutral value is as good as missing. */
function chainEdits(node: Node<'&&' | '||'>, from: EditSource): Edit[] {
  const neutral = String(node.op === '&&');
  return logicalTerms(node).flatMap((term): Edit[] => [
    { change: 'removed', range: from.rangeOf(term), replacement: neutral },
    ...editsOf(term, from),
  ]);
}

function negationEdits(node: Node<'!_'>, from: EditSource): Edit[] {
  const inner = node.args;
  const { start, end } = from.rangeOf(inner);
  const flip: Edit = {
    change: 'flipped',
    range: from.rangeOf(node),
    replacement: `(${from.source.slice(start, end)})`,
  };
  const isLeaf = inner.op !== '&&' && inner.op !== '||' && inner.op !== '?:';
  return [flip, ...(isLeaf ? leafEdits(inner, from) : editsOf(inner, from))];
}

function choiceEdits(node: Node<'?:'>, from: EditSource, ofBranch: (branch: ASTNode) => Edit[]): Edit[] {
  const [condition, ...branches] = node.args;
  return [...constantEdits(condition, from), ...editsOf(condition, from), ...branches.flatMap(ofBranch)];
}

function flips(node: ASTNode, from: EditSource): Edit[] {
  const range = from.rangeOf(node);
  const text = from.source.slice(range.start, range.end);
  if (node.op === 'value') return [{ change: 'flipped', range, replacement: String(node.args !== true) }];
  return [{ change: 'flipped', range, replacement: flippedComparison(node, from) ?? `!(${text})` }];
}

/** What else can be wrong with a condition than that it is missing or the wrong way round. */
function leafEdits(node: ASTNode, from: EditSource): Edit[] {
  return [
    ...comparisonEdits(node, from),
    ...membershipEdits(node, from),
    ...patternEdits(node, from),
    ...editsWithin(node, from),
  ];
}

/** Conditions inside of something that is none: those of choices, and the bodies of macros. */
function editsWithin(node: ASTNode, from: EditSource): Edit[] {
  if (node.op === '?:') return choiceEdits(node, from, (branch) => editsWithin(branch, from));
  if (node.op === 'rcall' && isComprehension(node)) return macroEdits(node, from);
  return childrenOf(node).flatMap((child) => editsWithin(child, from));
}

function macroEdits(node: Node<'rcall'>, from: EditSource): Edit[] {
  const [name, receiver, [, ...body]] = node.args;
  const bodies = body.flatMap((part, index) => {
    const isResult = name === 'map' && index === body.length - 1;
    return isResult ? editsWithin(part, from) : [...constantEdits(part, from), ...editsOf(part, from)];
  });
  return [...membershipEdits(node, from), ...editsWithin(receiver, from), ...bodies, ...swappedQuantifier(node, from)];
}

/** `exists` for `all` and the other way round: the same for a list of one element, so that a test has to have two. */
function swappedQuantifier(node: Node<'rcall'>, { source, rangeOf }: EditSource): Edit[] {
  const [name, receiver] = node.args;
  const other = { exists: 'all', all: 'exists' }[name];
  if (other === undefined) return [];
  const start = source.indexOf(name, rangeOf(receiver).end);
  return [{ change: 'flipped', range: { start, end: start + name.length }, replacement: other }];
}
