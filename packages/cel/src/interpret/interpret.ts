import type { Expr } from '../tree/expr.ts';
import type { Context } from './context.ts';
import type { Run } from './frame.ts';
import { interpretBind, interpretLocal } from './interpret-bind.ts';
import { interpretCall } from './interpret-call.ts';
import { interpretChoice, interpretNot } from './interpret-choice.ts';
import { interpretComprehension } from './interpret-comprehension.ts';
import { interpretEqual } from './interpret-equal.ts';
import { interpretFail } from './interpret-fail.ts';
import { interpretIndex } from './interpret-index.ts';
import { interpretList } from './interpret-list.ts';
import { interpretLogical } from './interpret-logical.ts';
import { interpretMap } from './interpret-map.ts';
import { interpretMembership } from './interpret-membership.ts';
import { interpretOptionalSelect } from './interpret-optional-select.ts';
import { interpretOrder } from './interpret-order.ts';
import { interpretEntry, interpretField } from './interpret-select.ts';
import { interpretVariable } from './interpret-variable.ts';

/**
 * Makes a function of a checked expression that gives exactly what the language defines: its value, or the error with
 * its place, absorbed where the standard absorbs it.
 */
export function interpret(expr: Expr, context: Context): Run {
  const run = interpretKind(expr, context);
  context.observe?.(expr, run);
  return run;
}

function interpretKind(expr: Expr, context: Context): Run {
  switch (expr.kind) {
    case 'constant':
      return () => expr.value;
    case 'variable':
      return interpretVariable(expr);
    case 'local':
      return interpretLocal(expr, context);
    case 'field':
      return interpretField(expr, context);
    case 'entry':
      return interpretEntry(expr, context);
    case 'index':
      return interpretIndex(expr, context);
    case 'optionalSelect':
      return interpretOptionalSelect(expr, context);
    case 'call':
      return interpretCall(expr, context);
    case 'and':
    case 'or':
      return interpretLogical(expr, context);
    case 'not':
      return interpretNot(expr, context);
    case 'choice':
      return interpretChoice(expr, context);
    case 'equal':
      return interpretEqual(expr, context);
    case 'order':
      return interpretOrder(expr, context);
    case 'membership':
      return interpretMembership(expr, context);
    case 'list':
      return interpretList(expr, context);
    case 'map':
      return interpretMap(expr, context);
    case 'comprehension':
      return interpretComprehension(expr, context);
    case 'bind':
      return interpretBind(expr, context);
    case 'fail':
      return interpretFail(expr, context);
  }
}
