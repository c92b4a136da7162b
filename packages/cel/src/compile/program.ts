import { CelError } from '../cel-error.ts';
import { limits } from '../limits.ts';
import type { Parse } from '../parse.ts';
import type { Scope } from '../scope.ts';
import { accepts } from '../types/relations.ts';
import { type CelType, formatType, type Type } from '../types/type.ts';
import { hasType, shownType } from '../values/type-of.ts';
import type { Frame } from './code.ts';
import { compileNode } from './compile-node.ts';

/** A compiled expression before the border: takes what variables read from, gives a value of the language. */
export interface InnerProgram {
  readonly type: CelType;
  readonly evaluate: (root: unknown) => unknown;
}

const noLocals: unknown[] = [];

/** @throws CelError for whatever is wrong with the text */
export function compileProgram(source: string, { parse, scope, result, output }: CompileOptions): InnerProgram {
  const place = { start: 0, end: source.length };
  const slots = { count: 0 };
  const code = compileNode(parse(source), { source, scope, slots, locals: undefined });
  if (result && !accepts(result, code.type)) {
    throw new CelError('type', `Expected ${formatType(result)}, got "${formatType(code.type)}"`, place);
  }
  const { run } = code;
  const check = result && resultCheck(result, code.type, place);
  const evaluate = (root: unknown): unknown => {
    const frame: Frame = { root, locals: slots.count === 0 ? noLocals : new Array(slots.count), iterations: 0 };
    const value = run(frame);
    if (check) check(value);
    return output ? output(value) : value;
  };
  return { type: formatType(result ?? code.type), evaluate: guarded(evaluate, place) };
}

export interface CompileOptions {
  readonly parse: Parse;
  readonly scope: Scope;
  readonly result?: Type | undefined;
  /** What becomes of the value before it leaves. */
  readonly output?: (value: unknown) => unknown;
}

type Place = { readonly start: number; readonly end: number };

/** Where the compiler knows the type there is nothing left to check. */
function resultCheck(expected: Type, actual: Type, place: Place): ((value: unknown) => void) | undefined {
  if (formatType(expected) === formatType(actual)) return undefined;
  return (value) => {
    if (hasType(value, expected)) return;
    throw new CelError('evaluation', `Expected ${formatType(expected)}, got "${shownType(value)}"`, place);
  };
}

/** Deeply nested values, out of a dyn, can exhaust the stack where the depth of the expression cannot. */
export function guarded(evaluate: (root: unknown) => unknown, place: Place): (root: unknown) => unknown {
  return (root) => {
    try {
      return evaluate(root);
    } catch (error) {
      if (error instanceof CelError || !(error instanceof RangeError)) throw error;
      throw new CelError('limit', `Too deeply nested value, maximum about ${limits.nodes}`, { ...place, cause: error });
    }
  };
}
