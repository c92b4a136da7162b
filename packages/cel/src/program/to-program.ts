import { estimateCost } from '../cost/estimate-cost.ts';
import { guarded } from '../interpret/guarded.ts';
import { wrongConstants } from '../optimise/prepare-call.ts';
import { requiredConditionsOf } from '../rule-set/required-conditions.ts';
import { formatType } from '../types/type.ts';
import { toHost } from '../values/to-host.ts';
import type { InnerProgram } from './inner-program.ts';
import type { Bindings, Program } from './program.ts';

/** A compiled expression as the outside has it. @param Root what its variables are read from */
export function toProgram<Root = Bindings>(source: string, inner: InnerProgram): Program<Root> {
  return {
    type: formatType(inner.type),
    source,
    evaluate: guarded((root) => toHost(inner.evaluate(root)), { start: 0, end: source.length }),
    // Nothing between caller and generated code.
    get evaluateValue() {
      return inner.evaluate;
    },
    interpretValue: inner.interpret,
    code: () => inner.code,
    get cost() {
      return estimateCost(inner.tree);
    },
    get wrongConstants() {
      return [...wrongConstants(inner.tree)];
    },
    get requiredConditions() {
      return requiredConditionsOf(inner.folded);
    },
    tree: inner.tree,
  };
}
