import type { ObjectField } from '../scope.ts';
import type { OptionalSelectExpr } from '../tree/expr.ts';
import { OptionalValue } from '../values/optional-value.ts';
import type { Context } from './context.ts';
import { elementAt } from './element-at.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { located } from './located.ts';
import { lookInto } from './look-into.ts';
import { nameOfSelection } from './places.ts';

/** `operand.?name` and `operand[?index]`. */
export function interpretOptionalSelect(expr: OptionalSelectExpr, context: Context): Run {
  const run = interpret(expr.operand, context);
  const runKey = interpret(expr.key, context);
  const { field, node } = expr;
  return (frame) => {
    const operand = run(frame);
    const key = runKey(frame);
    const optional = operand instanceof OptionalValue ? operand : new OptionalValue(operand);
    return lookInto(optional, (value) => (field ? readField(field, value, expr) : elementAt(value, key, node)));
  };
}

function readField(field: ObjectField, value: unknown, { node }: OptionalSelectExpr): unknown {
  const object = value as object;
  try {
    return field.has(object) ? field.read(object) : undefined;
  } catch (error) {
    throw located(error, 'field', nameOfSelection(node));
  }
}
