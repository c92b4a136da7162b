import type { ASTNode } from 'cel-js';
import { type Code, type Context, refuse } from './code.ts';
import { compileBracket } from './compile-bracket.ts';
import { compileCall, compileMethod } from './compile-call.ts';
import { compileEquality } from './compile-equality.ts';
import { compileList } from './compile-list.ts';
import { compileLiteral } from './compile-literal.ts';
import { compileLogical } from './compile-logical.ts';
import { compileMap } from './compile-map.ts';
import { compileMembership } from './compile-membership.ts';
import { compileName } from './compile-name.ts';
import { compileBinary, compileUnary } from './compile-operator.ts';
import { compileOrder } from './compile-order.ts';
import { compileSelect } from './compile-select.ts';
import { compileTernary } from './compile-ternary.ts';

/**
 * Checks a piece of an expression and makes a function of it.
 * @throws CelError syntax, unknown-name, type, limit
 */
export function compileNode(node: ASTNode, context: Context): Code {
  const code = compileByOperator(node, context);
  context.observe?.(node, code, context);
  return code;
}

function compileByOperator(node: ASTNode, context: Context): Code {
  switch (node.op) {
    case 'value':
      return compileLiteral(node, context);
    case 'id':
      return compileName(node, context);
    case '.':
      return compileSelect(node, context);
    case '[]':
      return compileBracket(node, context);
    case 'call':
      return compileCall(node, context);
    case 'rcall':
      return compileMethod(node, context);
    case 'list':
      return compileList(node, context);
    case 'map':
      return compileMap(node, context);
    case '?:':
      return compileTernary(node, context);
    case '&&':
    case '||':
      return compileLogical(node, context);
    case '==':
    case '!=':
      return compileEquality(node, context);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileOrder(node, context);
    case 'in':
      return compileMembership(node, context);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return compileBinary(node, context);
    case '!_':
    case '-_':
      return compileUnary(node, context);
    default:
      return refuse('syntax', `Unsupported operator "${node.op}"`, node);
  }
}
