import { limits } from '../limits.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { CallExpr, ComprehensionExpr, Expr, Local } from '../tree/expr.ts';
import { bool, isSimple, listOf, text } from '../types/type.ts';
import { textOf, textsOf } from './constant-of.ts';
import { isPureCall, textBound } from './is-total.ts';
import { pureCall } from './pure-call.ts';
import type { Simplifying } from './simplify.ts';
import { createTextLookup, createTextTest, type LookupOptions } from './text-lookup.ts';

/** Below it a loop takes less time. */
const fewTexts = 4;

/**
 * `['a.com', …].exists(name, host.endsWith(name) && …)`: only the elements that `host` does end with are looked at, or
 * none at all where that is the whole condition.
 */
export function narrowRange(expr: ComprehensionExpr, context: Simplifying): Expr {
  const { macro, first, second, condition } = expr;
  const texts = textsOf(expr.range);
  if (macro !== 'exists' || second || !condition || !texts || texts.length < fewTexts) return expr;
  const terms = condition.kind === 'and' ? condition.terms : [condition];
  const test = terms.find((term): term is CallExpr => isTestOf(term, first, context.values));
  const subject = test?.args[0];
  if (!test || !subject) return expr;
  const isBackward = isPureCall(test, 'endsWith');
  const rest = terms.filter((term) => term !== test);
  const { source, options } = peel(subject, { isBackward }, context);
  if (rest.length === 0 && options.before === undefined) return asTest(texts, { source, options });
  const call = createTextLookup(texts, options);
  const range = pureCall('@partsOf', [source], { params: [text], result: listOf(text), call });
  return { ...expr, range, condition: conjunction(condition, rest) };
}

interface Source {
  readonly source: Expr;
  readonly options: LookupOptions;
}

function asTest(texts: readonly string[], { source, options }: Source): Expr {
  const call = createTextTest({ parts: texts, wholes: [] }, options);
  return pureCall('@isOneOf', [source], { params: [text], result: bool, call });
}

function conjunction(condition: Expr, terms: readonly Expr[]): Expr {
  const [first] = terms;
  if (!first) return { kind: 'constant', type: bool, node: condition.node, value: true };
  return terms.length > 1 ? { kind: 'and', type: bool, node: condition.node, terms } : first;
}

/** `subject.endsWith(local)`, the subject being the same for all elements. */
function isTestOf(expr: Expr, local: Local, values: ReadonlyMap<Local, Expr>): boolean {
  if (expr.kind !== 'call' || !(isPureCall(expr, 'endsWith') || isPureCall(expr, 'startsWith'))) return false;
  const [subject, part] = expr.args;
  if (part?.kind !== 'local' || part.local !== local || !subject) return false;
  return isSimple(subject.type, 'string') && !reads(subject, local, values);
}

function reads(expr: Expr, local: Local, values: ReadonlyMap<Local, Expr>): boolean {
  if (expr.kind === 'local' && expr.local === local) return true;
  const value = expr.kind === 'local' ? values.get(expr.local) : undefined;
  return (value ? [value] : childrenOfExpr(expr)).some((child) => reads(child, local, values));
}

/** The text to look at, such that none has to be built: `'.' + name.lowerAscii()` is looked at through `name`. */
function peel(subject: Expr, options: LookupOptions, context: Simplifying): Source {
  const expr = resolve(subject, context);
  const whole = { source: subject, options };
  if (expr.kind !== 'call' || textBound(expr) > limits.textLength) return whole;
  const [a, b] = expr.args;
  if (a && isPureCall(expr, 'lowerAscii'))
    return { source: resolve(a, context), options: { ...options, isLower: true } };
  const before = a && textOf(resolve(a, context));
  if (before === undefined || !b || !isPureCall(expr, '+') || !options.isBackward) return whole;
  const inner = peel(b, options, context);
  if (inner.options.before !== undefined || (inner.options.isLower && /[A-Z]/.test(before))) return whole;
  return { source: inner.source, options: { ...inner.options, before } };
}

function resolve(expr: Expr, { values }: Simplifying): Expr {
  let resolved = expr;
  for (
    let value: Expr | undefined = expr;
    value;
    value = value.kind === 'local' ? values.get(value.local) : undefined
  ) {
    resolved = value;
  }
  return resolved;
}
