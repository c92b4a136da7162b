import type { ComprehensionExpr, Expr } from '../tree/expr.ts';
import { build, count, filter, quantify } from './comprehension-macros.ts';
import { collectEntries, collectList, collectMap } from './comprehension-results.ts';
import type { Context } from './context.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { interpretCondition } from './interpret-condition.ts';
import type { Loop } from './loop.ts';

/** `list.all(x, condition)` and its kin. */
export function interpretComprehension(expr: ComprehensionExpr, context: Context): Run {
  const loop = createLoop(expr, context);
  switch (expr.macro) {
    case 'all':
      return (frame) => quantify(loop, false, frame);
    case 'exists':
      return (frame) => quantify(loop, true, frame);
    case 'existsOne':
      return (frame) => count(loop, frame) === 1;
    case 'filter':
      return (frame) => filter(loop, frame);
    case 'transformList':
      return (frame) => build(loop, collectList(), frame);
    case 'transformMap':
      return (frame) => build(loop, collectMap(), frame);
    case 'transformMapEntry':
      return (frame) => build(loop, collectEntries(placeOfResult(expr)), frame);
  }
}

function createLoop(expr: ComprehensionExpr, context: Context): Loop {
  const { range, first, second, condition, result, weight = 1, isScaled = false, isMeasured = false } = expr;
  return {
    range: interpret(range, context),
    place: range.node,
    first: context.slots.of(first),
    second: second && context.slots.of(second),
    weight,
    isScaled,
    isMeasured,
    condition: condition ? interpretCondition(condition, context) : () => true,
    result: result ? interpret(result, context) : () => undefined,
  };
}

function placeOfResult({ result, node }: ComprehensionExpr): Expr['node'] {
  return result?.node ?? node;
}
