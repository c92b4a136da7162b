import type { TextRange } from '../cel-error.ts';
import { childrenOf } from '../syntax/children-of.ts';
import { isComprehension } from '../syntax/is-comprehension.ts';
import { logicalTerms } from '../syntax/logical-terms.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import { comparisonEdits, flippedComparison, isComparison } from './comparison-edits.ts';
import { membershipEdits } from './membership-edits.ts';
import type { Edit } from './mutant.ts';
import { patternEdits } from './pattern-edits.ts';

/** The edits of every condition in an expression, whether the expression is one itself or, as a message, holds some. */
export function conditionEdits(root: Node, source: string): Edit[] {
  return isCondition(root) ? [...constantEdits(root), ...editsOf(root, source)] : editsWithin(root, source);
}

/** Whether it is bool as far as the syntax tells; of calls only evaluation's types do, so these count as conditions. */
function isCondition(node: Node): boolean {
  if (node.op === 'value') return typeof node.args === 'boolean';
  if (node.op === 'rcall') return !isComprehension(node) || !['map', 'filter'].includes(node.args[0]);
  if (node.op === '?:') return isCondition(node.args[1]) && isCondition(node.args[2]);
  return ['&&', '||', '!_', 'in'].includes(node.op) || isComparison(node);
}

/** A condition that is no operand of a chain: instead of missing it always says the same. */
function constantEdits(node: Node): Edit[] {
  return ['true', 'false'].map((replacement) => ({ change: 'flipped', range: node, replacement }));
}

/** The edits of something that is known to be a condition. */
function editsOf(node: Node, source: string): Edit[] {
  if (node.op === '&&' || node.op === '||') return chainEdits(node, source);
  if (node.op === '!_') return negationEdits(node, source);
  if (node.op === '?:') return choiceEdits(node, source, (branch) => editsOf(branch, source));
  return [...flips(node, source), ...leafEdits(node, source)];
}

/** An operand that is the chain's neutral value is as good as missing. */
function chainEdits(node: NodeOf<'&&' | '||'>, source: string): Edit[] {
  const neutral = String(node.op === '&&');
  return logicalTerms(node).flatMap((term): Edit[] => [
    { change: 'removed', range: term, replacement: neutral },
    ...editsOf(term, source),
  ]);
}

function negationEdits(node: NodeOf<'!_'>, source: string): Edit[] {
  const inner = node.args;
  const flip: Edit = { change: 'flipped', range: node, replacement: `(${textOf(inner, source)})` };
  const isLeaf = inner.op !== '&&' && inner.op !== '||' && inner.op !== '?:';
  return [flip, ...(isLeaf ? leafEdits(inner, source) : editsOf(inner, source))];
}

function choiceEdits(node: NodeOf<'?:'>, source: string, ofBranch: (branch: Node) => Edit[]): Edit[] {
  const [condition, ...branches] = node.args;
  return [...constantEdits(condition), ...editsOf(condition, source), ...branches.flatMap(ofBranch)];
}

function flips(node: Node, source: string): Edit[] {
  if (node.op === 'value') return [{ change: 'flipped', range: node, replacement: String(node.args !== true) }];
  const replacement = flippedComparison(node, source) ?? `!(${textOf(node, source)})`;
  return [{ change: 'flipped', range: node, replacement }];
}

function textOf({ start, end }: TextRange, source: string): string {
  return source.slice(start, end);
}

/** What else can be wrong with a condition than that it is missing or the wrong way round. */
function leafEdits(node: Node, source: string): Edit[] {
  return [
    ...comparisonEdits(node, source),
    ...membershipEdits(node, source),
    ...patternEdits(node),
    ...editsWithin(node, source),
  ];
}

/** Conditions inside of something that is none: those of choices, and the bodies of macros. */
function editsWithin(node: Node, source: string): Edit[] {
  if (node.op === '?:') return choiceEdits(node, source, (branch) => editsWithin(branch, source));
  if (node.op === 'rcall' && isComprehension(node)) return macroEdits(node, source);
  return childrenOf(node).flatMap((child) => editsWithin(child, source));
}

function macroEdits(node: NodeOf<'rcall'>, source: string): Edit[] {
  const [name, receiver, [, ...body]] = node.args;
  const bodies = body.flatMap((part, index) => {
    const isResult = name === 'map' && index === body.length - 1;
    return isResult ? editsWithin(part, source) : [...constantEdits(part), ...editsOf(part, source)];
  });
  return [...membershipEdits(node, source), ...editsWithin(receiver, source), ...bodies, ...swappedQuantifier(node)];
}

/** `exists` for `all` and the other way round: the same for a list of one element, so that a test has to have two. */
function swappedQuantifier(node: NodeOf<'rcall'>): Edit[] {
  const {
    args: [name],
    pos,
  } = node;
  const other = { exists: 'all', all: 'exists' }[name];
  if (other === undefined) return [];
  return [{ change: 'flipped', range: { start: pos, end: pos + name.length }, replacement: other }];
}
