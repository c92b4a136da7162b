import type { Node } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { checkBinary, checkNegation } from './check-arithmetic.ts';
import { checkCall, checkMethod } from './check-call.ts';
import { checkEquality } from './check-equality.ts';
import { checkIndex, checkOptionalSelect } from './check-index.ts';
import { checkList } from './check-list.ts';
import { checkLiteral } from './check-literal.ts';
import { checkChoice, checkLogical, checkNot } from './check-logical.ts';
import { checkMap } from './check-map.ts';
import { checkMembership } from './check-membership.ts';
import { checkName } from './check-name.ts';
import { checkOrder } from './check-order.ts';
import { checkSelect } from './check-select.ts';
import { type Context, fault } from './context.ts';

/**
 * Checks a piece of an expression. The types in what it gives may still hold variables.
 * @throws CelError syntax, unknown-name, type, limit
 */
export function checkNode(node: Node, context: Context): Expr {
  const expr = checkByOperator(node, context);
  context.observe?.(node, expr);
  return expr;
}

function checkByOperator(node: Node, context: Context): Expr {
  switch (node.op) {
    case 'value':
      return checkLiteral(node);
    case 'id':
      return checkName(node, context);
    case '.':
      return checkSelect(node, context);
    case '[]':
      return checkIndex(node, context);
    case '.?':
    case '[?]':
      return checkOptionalSelect(node, context);
    case 'call':
      return checkCall(node, context);
    case 'rcall':
      return checkMethod(node, context);
    case 'list':
      return checkList(node, context);
    case 'map':
      return checkMap(node, context);
    case 'struct':
      return fault({ code: 'unknown-name', message: `Unknown type "${node.args[0]}"`, node }, context);
    case '?:':
      return checkChoice(node, context);
    case '&&':
    case '||':
      return checkLogical(node, context);
    case '!_':
      return checkNot(node, context);
    case '-_':
      return checkNegation(node, context);
    case '==':
    case '!=':
      return checkEquality(node, context);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return checkOrder(node, context);
    case 'in':
      return checkMembership(node, context);
    default:
      return checkBinary(node, context);
  }
}
