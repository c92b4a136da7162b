import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import type { Value } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import { CelError } from '../../src/cel-error.ts';
import { generate } from '../../src/generate/generate.ts';
import { interpretProgram } from '../../src/interpret/interpret-program.ts';
import { environmentOf } from './environment-of.ts';
import { isSameValue } from './is-same-value.ts';
import { show } from './show.ts';
import { toBoxed } from './to-boxed.ts';
import { toCelType } from './to-cel-type.ts';

type Outcome = { readonly value: unknown } | { readonly error: CelError };

/**
 * Puts a test: the expression is compiled, and evaluated by the program as it is used and by the interpreter alone; then
 * as it is written by each of the two, since what is constant, as most of the tests are, is else known beforehand.
 *
 * @throws Error when the type, the value or the error is another one, or when the ways to evaluate differ
 */
export function runSpecTest(test: SimpleTest): void {
  const { expr, checkOnly } = test;
  const { type, tree, evaluateValue, interpretValue } = environmentOf(test).compile(expr);
  checkType(test, type);
  if (checkOnly) return;
  const bindings = bindingsOf(test);
  const outcome = outcomeOf(() => evaluateValue(bindings));
  checkOutcome(test, outcome);
  checkSame(outcome, 'interpreted', () => interpretValue(bindings));
  checkSame(outcome, 'interpreted as written', () => interpretProgram(tree, { start: 0, end: expr.length })(bindings));
  checkSame(outcome, 'generated as written', () => orFrom(() => generate(tree).evaluate(bindings), outcome));
}

/** Generated code may give up, by throwing whatever it likes: the program then takes what the interpreter gives. */
function orFrom(evaluate: () => unknown, outcome: Outcome): unknown {
  try {
    return evaluate();
  } catch {
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }
}

function checkSame(expected: Outcome, way: string, evaluate: () => unknown): void {
  const outcome = outcomeOf(evaluate);
  if (isSameOutcome(expected, outcome)) return;
  throw new Error(`Expected ${showOutcome(expected)} when ${way}, got ${showOutcome(outcome)}`);
}

function bindingsOf({ bindings }: SimpleTest): Record<string, unknown> {
  const values = Object.entries(bindings).map(([name, { kind }]) => {
    if (kind.case !== 'value') throw new Error(`Expected value of ${name}, got "${kind.case}"`);
    return [name, toBoxed(kind.value)];
  });
  return Object.fromEntries(values);
}

function outcomeOf(evaluate: () => unknown): Outcome {
  try {
    return { value: evaluate() };
  } catch (error) {
    if (error instanceof CelError) return { error };
    throw error;
  }
}

function checkType({ resultMatcher }: SimpleTest, type: string): void {
  if (resultMatcher.case !== 'typedResult' || !resultMatcher.value.deducedType) return;
  const expected = toCelType(resultMatcher.value.deducedType);
  if (type !== expected) throw new Error(`Expected type ${expected}, got "${type}"`);
}

/** The wording of errors is not compared: the tests quote that of one implementation. */
function checkOutcome(test: SimpleTest, outcome: Outcome): void {
  const expected = expectedOf(test);
  const isExpected = expected
    ? 'value' in outcome && isSameValue(expected.value, outcome.value)
    : 'error' in outcome && outcome.error.code === 'evaluation';
  if (isExpected) return;
  throw new Error(`Expected ${expected ? show(expected.value) : 'evaluation error'}, got ${showOutcome(outcome)}`);
}

/** Undefined: an error. */
function expectedOf({ resultMatcher: { case: kind, value } }: SimpleTest): { readonly value: unknown } | undefined {
  switch (kind) {
    case 'value':
      return { value: toBoxed(value) };
    case 'typedResult':
      return { value: toBoxed(value.result as Value) };
    case undefined:
      return { value: true };
    case 'evalError':
    case 'anyEvalErrors':
      return undefined;
    default:
      throw new Error(`Expected value or error, got "${kind}": unknown values are not supported`);
  }
}

function isSameOutcome(a: Outcome, b: Outcome): boolean {
  if ('value' in a) return 'value' in b && isSameValue(a.value, b.value);
  return 'error' in b && showOutcome(a) === showOutcome(b);
}

function showOutcome(outcome: Outcome): string {
  if ('value' in outcome) return show(outcome.value);
  const { code, start, end, message } = outcome.error;
  return `${code} error at ${start}-${end}: ${message}`;
}
