import type { Outcome, Step } from './step.ts';

/**
 * The pieces that made the expression come to what it came to: of a false && the first operand that is false, of a true
 * one all of them; of || the other way round; of a failed one the operand that failed.
 */
export function decidingSteps(step: Step): readonly Step[] {
  switch (step.kind) {
    case 'and':
      return decidingOperands(step, false);
    case 'or':
      return decidingOperands(step, true);
    case 'not':
      return orItself(step, step.operands);
    case 'choice':
      return decidingBranch(step);
    default:
      return [step];
  }
}

function decidingOperands(step: Step, deciding: boolean): readonly Step[] {
  if ('error' in step.outcome) {
    const failed = step.operands.find(({ outcome }) => 'error' in outcome);
    return orItself(step, failed ? [failed] : []);
  }
  if (step.outcome.value !== deciding) return orItself(step, step.operands);
  const first = step.operands.find(({ outcome }) => isValue(outcome, deciding));
  return orItself(step, first ? [first] : []);
}

/** The condition, and the branch that it chose. */
function decidingBranch(step: Step): readonly Step[] {
  const [condition, yes, no] = step.operands;
  if (condition === undefined || 'error' in condition.outcome) return orItself(step, condition ? [condition] : []);
  const branch = condition.outcome.value === true ? yes : no;
  return orItself(step, branch ? [condition, branch] : [condition]);
}

function orItself(step: Step, operands: readonly Step[]): readonly Step[] {
  return operands.length === 0 ? [step] : operands.flatMap(decidingSteps);
}

function isValue(outcome: Outcome, value: boolean): boolean {
  return 'value' in outcome && outcome.value === value;
}
