import { CelError } from '../cel-error.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';
import type { Call, Overload } from '../scope.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { CallExpr, Expr } from '../tree/expr.ts';

interface Preparation {
  readonly call: Call;
  /** Of a constant argument that is wrong: the call then fails whenever it is evaluated. */
  readonly error?: CelError;
}

const preparations = new WeakMap<CallExpr, Preparation>();

/**
 * What a call with one certain overload calls: a function made for its constant argument, such as a compiled pattern,
 * or the overload's own. It is made once for each expression, whoever asks first. Undefined where only the values tell
 * which overload it is.
 */
export function prepareCall(expr: CallExpr): Call | undefined {
  return preparationOf(expr)?.call;
}

/**
 * Lets a call that only differs in what was folded use what is made: it knows the arguments as they were written. What
 * folding alone makes constant is not wrong beforehand: it fails, if it does, when it is evaluated.
 */
export function inheritPrepared(expr: CallExpr, original: CallExpr): void {
  const written = preparationOf(original);
  const [overload] = expr.overloads;
  if (!written || !overload) return;
  const folded = written.call === overload.call ? prepare(overload, expr) : written;
  preparations.set(expr, folded.error && folded !== written ? written : folded);
}

/**
 * The constant arguments that are wrong, anywhere in an expression, in its order: a pattern that fails only when there
 * is something to detect is worthless. Codes: syntax, limit.
 */
export function* wrongConstants(root: Expr): Generator<CelError> {
  const pending = [root];
  for (let expr = pending.pop(); expr; expr = pending.pop()) {
    const error = expr.kind === 'call' ? preparationOf(expr)?.error : undefined;
    if (error) yield error;
    pending.push(...childrenOfExpr(expr).toReversed());
  }
}

function preparationOf(expr: CallExpr): Preparation | undefined {
  const [overload] = expr.overloads;
  if (!expr.isCertain || overload === undefined) return undefined;
  const preparation = preparations.get(expr) ?? prepare(overload, expr);
  preparations.set(expr, preparation);
  return preparation;
}

function prepare({ prepare: preparation, call }: Overload, expr: CallExpr): Preparation {
  if (!preparation) return { call };
  try {
    return { call: preparation.run(expr.args) ?? call };
  } catch (error) {
    if (!(error instanceof EvaluationFailure)) throw error;
    const { start, end } = (expr.args[preparation.argument] ?? expr).node;
    const code = error.code === 'limit' ? 'limit' : 'syntax';
    const fail = () => {
      throw error;
    };
    return { call: fail, error: new CelError(code, error.message, { start, end }) };
  }
}
