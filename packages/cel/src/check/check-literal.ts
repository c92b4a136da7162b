import type { Literal, NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { bool, int, simpleType, type Type, text } from '../types/type.ts';

export function checkLiteral(node: NodeOf<'value'>): Expr {
  return { kind: 'constant', type: typeOfLiteral(node.args), node, value: node.args };
}

function typeOfLiteral(value: Literal): Type {
  switch (typeof value) {
    case 'string':
      return text;
    case 'boolean':
      return bool;
    case 'number':
      return simpleType('double');
    case 'bigint':
      return int;
    default:
      return simpleType(value === null ? 'null_type' : value instanceof Uint8Array ? 'bytes' : 'uint');
  }
}
