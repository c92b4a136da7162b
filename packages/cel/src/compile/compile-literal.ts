import type { Node } from '../syntax-tree.ts';
import { bool, int, simpleType, text } from '../types/type.ts';
import { isInt } from '../values/int.ts';
import { Uint } from '../values/uint.ts';
import { type Code, type Context, constantCode, refuse } from './code.ts';

export function compileLiteral(node: Node<'value'>, context: Context): Code {
  const value = node.args;
  switch (typeof value) {
    case 'string':
      return constantCode(text, value);
    case 'boolean':
      return constantCode(bool, value);
    case 'number':
      return constantCode(simpleType('double'), value);
    case 'bigint':
      return compileInteger(value, node);
    default:
      return compileObjectLiteral(node, context);
  }
}

/** @throws CelError syntax for a number that int cannot hold, which the parser lets pass */
export function compileInteger(value: bigint, place: { readonly start: number; readonly end: number }): Code {
  if (!isInt(value)) refuse('syntax', `Expected 64-bit integer, got "${value}"`, place);
  return constantCode(int, value);
}

function compileObjectLiteral(node: Node<'value'>, context: Context): Code {
  const value = node.args as object | null;
  if (value === null) return constantCode(simpleType('null_type'), null);
  if (!(value instanceof Uint8Array))
    return constantCode(simpleType('uint'), new Uint(BigInt(value.valueOf() as bigint)));
  // cel-js takes the code units of the literal, not the bytes of its UTF-8.
  const isAscii = [...context.source.slice(node.start, node.end)].every((char) => char < '\x80');
  if (!isAscii) refuse('syntax', 'Expected ASCII in bytes literal; write other bytes as \\x escapes', node);
  return constantCode(simpleType('bytes'), value);
}
