import { CelError } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import type { Cursor } from './cursor.ts';
import type { Literal, Node } from './node.ts';
import { numberLiteral } from './number-literal.ts';
import { parseArguments, parseEntries, parseList } from './parse-elements.ts';
import { parseExpression } from './parse-expression.ts';
import { expected } from './syntax-error.ts';
import { textLiteral } from './text-literal.ts';
import type { Token } from './token.ts';

/** Kept for languages that CEL is embedded in: no names of variables or functions (cel-spec, "Syntax", RESERVED). */
const reserved: ReadonlySet<string> = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * A literal, a name, a call of a function, a list, a map, or anything in parentheses.
 * @param sign the `-` before a number
 * @throws CelError syntax, limit
 */
export function parsePrimary(cursor: Cursor, sign: Token | undefined): Node {
  const { token } = cursor;
  switch (token.kind) {
    case 'name':
      return parseName(cursor);
    case 'symbol':
      return parseBracket(cursor);
    default:
      return parseLiteral(cursor, sign);
  }
}

function parseLiteral(cursor: Cursor, sign: Token | undefined): Node {
  const { token } = cursor;
  const { start } = sign ?? token;
  const value = literalValue(token, start);
  if (value === undefined) throw expected('value', token);
  cursor.take();
  return cursor.node('value', value, { start });
}

function literalValue(token: Token, start: number): Literal | undefined {
  const { kind, text, end } = token;
  if (kind === 'text') return textLiteral(token);
  if (kind === 'number') return numberLiteral({ text, isNegative: start < token.start, place: { start, end } });
  return kind === 'keyword' ? constants.get(text) : undefined;
}

function parseBracket(cursor: Cursor): Node {
  const { start, text } = cursor.token;
  switch (text) {
    case '(':
      return parseParentheses(cursor);
    case '.':
      return parseName(cursor);
    case '[': {
      const { elements, optionals } = parseList(cursor);
      return cursor.node('list', elements, { start, optionals });
    }
    case '{': {
      const { entries, optionals } = parseEntries(cursor);
      return cursor.node('map', entries, { start, optionals });
    }
    default:
      throw expected('value', cursor.token);
  }
}

function parseParentheses(cursor: Cursor): Node {
  cursor.enter(cursor.take());
  const node = parseExpression(cursor);
  cursor.leave();
  cursor.expect(')');
  return node;
}

/** A variable or the call of a function; with a dot before it of the root, whatever the container. */
function parseName(cursor: Cursor): Node {
  const { start } = cursor.token;
  const dot = cursor.accept('.') ? '.' : '';
  const { token } = cursor;
  if (token.kind !== 'name') throw expected('name', token);
  if (reserved.has(token.text)) throw new CelError('syntax', `Reserved name ${quoted(token.text)}`, token);
  cursor.take();
  const name = dot + token.text;
  if (!cursor.isAt('(')) return cursor.node('id', name, { start });
  const args = parseArguments(cursor);
  return cursor.node('call', [name, args], { start });
}
