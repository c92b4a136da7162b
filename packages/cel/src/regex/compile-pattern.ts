import { matchPlan } from './match-plan.ts';

/**
 * Whether a text has a match of an RE2 pattern anywhere, as `matches` asks: in time linear in the text whatever the pattern
 * and the text, as attackers choose the text. Plain texts are compared; patterns for which JavaScript's own engine is proven
 * to be linear run on it; all others on RE2.
 *
 * @throws EvaluationFailure for one that RE2 does not have; limit for one too large. The function it gives throws limit for
 * a text that is too long for a large pattern.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  return matchPlan(pattern).test;
}
