import { EvaluationFailure } from '../evaluation-failure.ts';
import { prepareCall } from '../optimise/prepare-call.ts';
import type { Call, Overload } from '../scope.ts';
import type { CallExpr } from '../tree/expr.ts';
import { hasType, shownType } from '../values/type-of.ts';
import type { Context } from './context.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { located } from './located.ts';

/** A function, a method or an operator. Which of several overloads is seen by the values. */
export function interpretCall(expr: CallExpr, context: Context): Run {
  const { name, node } = expr;
  const runs = expr.args.map((arg) => interpret(arg, context));
  const call = (prepareCall(expr) ?? dispatcher(expr)) as (...args: unknown[]) => unknown;
  return (frame) => {
    const args = runs.map((run) => run(frame));
    try {
      return call(...args);
    } catch (error) {
      throw located(error, name, node);
    }
  };
}

function dispatcher({ name, overloads }: CallExpr): Call {
  return (...args: unknown[]) => {
    const overload = overloads.find((candidate) => fits(candidate, args));
    if (overload) return (overload.call as (...args: unknown[]) => unknown)(...args);
    const shown = args.map(shownType).join(', ');
    throw new EvaluationFailure(`Expected arguments that ${name} has, got "${shown}"`);
  };
}

function fits({ params }: Overload, args: readonly unknown[]): boolean {
  return params.length === args.length && params.every((param, index) => hasType(args[index], param));
}
