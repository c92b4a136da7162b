import type { Cursor } from './cursor.ts';
import type { Node } from './node.ts';
import { parseArguments, parseFields } from './parse-elements.ts';
import { parseExpression } from './parse-expression.ts';
import { parsePrimary } from './parse-primary.ts';
import { expected } from './syntax-error.ts';
import type { Token } from './token.ts';

/**
 * A value with the selections, indices and method calls behind it.
 * @param sign the `-` before a number
 * @throws CelError syntax, limit
 */
export function parseMember(cursor: Cursor, sign: Token | undefined): Node {
  const { start } = sign ?? cursor.token;
  let node = parsePrimary(cursor, sign);
  for (;;) {
    if (cursor.isAt('.')) node = parseSelection(cursor, node, start);
    else if (cursor.isAt('[')) node = parseIndex(cursor, node, start);
    else if (cursor.isAt('{')) node = parseStruct(cursor, node, start);
    else return node;
  }
}

function parseSelection(cursor: Cursor, operand: Node, start: number): Node {
  cursor.take();
  const isOptional = cursor.accept('?');
  const { kind, start: pos } = cursor.token;
  const name = fieldName(cursor);
  if (isOptional) return cursor.node('.?', [operand, name], { start, pos });
  if (kind === 'field' || !cursor.isAt('(')) return cursor.node('.', [operand, name], { start, pos });
  const args = parseArguments(cursor);
  return cursor.node('rcall', [name, operand, args], { start, pos });
}

/** Reserved words are no names of variables, but of fields. */
export function fieldName(cursor: Cursor): string {
  const { kind, text } = cursor.token;
  if (kind !== 'name' && kind !== 'field') throw expected('name', cursor.token);
  cursor.take();
  return kind === 'field' ? text.slice(1, -1) : text;
}

function parseIndex(cursor: Cursor, operand: Node, start: number): Node {
  cursor.enter(cursor.take());
  const op = cursor.accept('?') ? '[?]' : '[]';
  const index = parseExpression(cursor);
  cursor.leave();
  cursor.expect(']');
  return cursor.node(op, [operand, index], { start });
}

function parseStruct(cursor: Cursor, type: Node, start: number): Node {
  const name = typeName(type, start, cursor.source);
  if (name === undefined) throw expected('operator or end of expression', cursor.token);
  const { fields, optionals } = parseFields(cursor);
  return cursor.node('struct', [name, fields], { start, optionals });
}

/** The name of a type: plain names joined by dots, without parentheses. */
function typeName(type: Node, start: number, source: string): string | undefined {
  const names: string[] = [];
  let node = type;
  for (; node.op === '.'; node = node.args[0]) {
    if (source[node.pos] === '`') return undefined;
    names.push(node.args[1]);
  }
  return node.op === 'id' && node.start === start ? [...names, node.args].reverse().join('.') : undefined;
}
