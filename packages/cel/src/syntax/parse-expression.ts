import type { Cursor } from './cursor.ts';
import type { BinaryOperator, Node } from './node.ts';
import { parseMember } from './parse-member.ts';
import type { Token } from './token.ts';

/** The grammar has one level of comparisons: `a == b < c` is `(a == b) < c`. */
const levels: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
};

/**
 * A whole expression. Between `?` and `:` the grammar allows no other conditional without parentheses.
 * @throws CelError syntax, limit
 */
export function parseExpression(cursor: Cursor): Node {
  const { start } = cursor.token;
  const condition = parseBinary(cursor, 1);
  const { start: pos } = cursor.token;
  if (!cursor.isAt('?')) return condition;
  cursor.enter(cursor.take());
  const yes = parseBinary(cursor, 1);
  cursor.expect(':');
  const no = parseExpression(cursor);
  cursor.leave();
  return cursor.node('?:', [condition, yes, no], { start, pos });
}

/** Operators of one level associate to the left, and those of a higher one bind closer. */
function parseBinary(cursor: Cursor, lowest: number): Node {
  const { start } = cursor.token;
  let left = parseUnary(cursor);
  for (let level = levelOf(cursor.token); level >= lowest; level = levelOf(cursor.token)) {
    const operator = cursor.take();
    const right = parseBinary(cursor, level + 1);
    left = cursor.node(operator.text as BinaryOperator, [left, right], { start, pos: operator.start });
  }
  return left;
}

function levelOf({ kind, text }: Token): number {
  return kind === 'symbol' || kind === 'keyword' ? (levels[text] ?? 0) : 0;
}

/** `!!a` or `--a`, never mixed. A `-` right before a number is its sign. */
function parseUnary(cursor: Cursor): Node {
  const operator = cursor.isAt('!') ? '!' : '-';
  const signs: Token[] = [];
  while (cursor.isAt(operator)) signs.push(cursor.take());
  const isSigned = operator === '-' && cursor.token.kind === 'number' && !/u$/i.test(cursor.token.text);
  let operand = parseMember(cursor, isSigned ? signs.pop() : undefined);
  for (const { start } of signs.reverse()) operand = cursor.node(`${operator}_`, operand, { start });
  return operand;
}
