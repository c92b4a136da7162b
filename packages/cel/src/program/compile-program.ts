import { CelError, type TextRange } from '../cel-error.ts';
import { type CheckOptions, check } from '../check/check.ts';
import { boundLoops } from '../cost/bound-loops.ts';
import { checkComprehensions } from '../cost/check-comprehensions.ts';
import { checkCost } from '../cost/check-cost.ts';
import { interpretProgram } from '../interpret/interpret-program.ts';
import { foldConstants } from '../optimise/fold-constants.ts';
import { wrongConstants } from '../optimise/prepare-call.ts';
import { parse } from '../syntax/parse.ts';
import { formatType, type Type } from '../types/type.ts';
import { hasType, shownType } from '../values/type-of.ts';
import { InnerProgram } from './inner-program.ts';

export interface CompileOptions extends CheckOptions {
  /** False: a wrong constant fails when it is evaluated. By default the same as `isChecked`. */
  readonly checkConstants?: boolean | undefined;
}

/** @throws CelError for whatever is wrong with the text */
export function compileProgram(source: string, options: CompileOptions): InnerProgram {
  const place = { start: 0, end: source.length };
  const tree = check(source, parse(source), options);
  checkComprehensions(tree);
  checkCost(tree);
  const { isChecked = true, checkConstants = isChecked } = options;
  if (checkConstants) for (const error of wrongConstants(tree)) throw error;
  const folded = boundLoops(foldConstants(tree));
  const { result } = options;
  return new InnerProgram({
    type: result ?? tree.type,
    tree,
    folded,
    interpret: interpretProgram(folded, place),
    check: resultCheck(result, tree.type, place),
  });
}

type ResultCheck = (value: unknown) => void;

/** Where the compiler knows the type there is nothing left to check. */
function resultCheck(expected: Type | undefined, actual: Type, place: TextRange): ResultCheck | undefined {
  if (expected === undefined || formatType(expected) === formatType(actual)) return undefined;
  return (value) => {
    if (hasType(value, expected)) return;
    throw new CelError('evaluation', `Expected ${formatType(expected)}, got "${shownType(value)}"`, place);
  };
}
