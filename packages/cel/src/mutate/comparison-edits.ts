import type { Node, NodeOf } from '../syntax/node.ts';
import { type IntegerLiteral, integerLiteral } from './integer-literal.ts';
import type { Edit } from './mutant.ts';

type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';
type ComparisonNode = NodeOf<Operator>;

const opposite: Readonly<Record<Operator, Operator>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

export function isComparison(node: Node): node is ComparisonNode {
  return Object.hasOwn(opposite, node.op);
}

/** The comparison that says the opposite; undefined for what is no comparison. */
export function flippedComparison(node: Node, source: string): string | undefined {
  return isComparison(node) ? withOperator(node, opposite[node.op], source) : undefined;
}

/**
 * A comparison with its bound one further or one nearer; of an integer that has to be equal, a bound in its place. Texts
 * are left alone: what lies right beside a text is not known.
 */
export function comparisonEdits(node: Node, source: string): Edit[] {
  if (!isComparison(node)) return [];
  const moved = (replacement: string): Edit => ({ change: 'moved', range: node, replacement });
  const literal = integerLiteral(node.args[1]);
  if (node.op === '==' || node.op === '!=') {
    return literal === undefined
      ? []
      : bounds(node, literal).map((operator) => moved(withOperator(node, operator, source)));
  }
  const edge = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' } as const;
  const edits = [moved(withOperator(node, edge[node.op], source))];
  const next = literal && nextBound(node, literal);
  if (next !== undefined) edits.push(moved(`${leftText(node, source)} ${node.op} ${next}`));
  return edits;
}

/** Of what counts from 0, `<= 0` says no more than `== 0`; of a remainder by 2, `>= 1` no more than `== 1`. */
function bounds(node: NodeOf<'==' | '!='>, { value }: IntegerLiteral): Operator[] {
  const isLowest = value === 0n && countsFromZero(node.args[0], node.args[1]);
  const isHighest = value === highestOf(node.args[0]);
  const [below, above] = node.op === '==' ? (['<=', '>='] as const) : (['<', '>'] as const);
  // `!= 0` of what counts from 0 is `> 0`, and `== 0` is `<= 0`.
  const [withLowest, withHighest] = node.op === '==' ? [below, above] : [above, below];
  return [above, below].filter(
    (operator) => !(isLowest && operator === withLowest) && !(isHighest && operator === withHighest),
  );
}

/** The highest value that a remainder can have, of other values unknown. */
function highestOf(node: Node): bigint | undefined {
  const divisor = node.op === '%' ? integerLiteral(node.args[1])?.value : undefined;
  return divisor === undefined ? undefined : divisor - 1n;
}

/** The bound on the side that the operator's edge is not on: `> 5` and `>= 5` are the edge, `> 6` is not. */
function nextBound(node: ComparisonNode, { value, write }: IntegerLiteral): string | undefined {
  const next = node.op === '>' || node.op === '<=' ? value + 1n : value - 1n;
  return next < 0n && countsFromZero(node.args[0], node.args[1]) ? undefined : write(next);
}

/** Sizes and uint by what they are; the integers of events because ports, flags and numbers of calls do. */
function countsFromZero(node: Node, literal: Node): boolean {
  if (integerLiteral(literal)?.isUnsigned) return true;
  if (node.op === 'rcall' || node.op === 'call') return node.args[0] === 'size';
  if (node.op === '/' || node.op === '%') {
    const divisor = integerLiteral(node.args[1])?.value ?? 0n;
    return divisor > 0n && countsFromZero(node.args[0], literal);
  }
  return node.op === '.' && node.args[0].op === 'id' && ['event', 'http'].includes(node.args[0].args);
}

function withOperator(node: ComparisonNode, operator: Operator, source: string): string {
  const right = source.slice(node.pos + node.op.length, node.end);
  return `${leftText(node, source)} ${operator} ${right.trimStart()}`;
}

function leftText(node: ComparisonNode, source: string): string {
  return source.slice(node.start, node.pos).trimEnd();
}
