import type { RuleExpression } from '../rule-expressions.ts';
import type { GeneratedRule } from './generated-rule.ts';
import { indexableVariations } from './indexable-variations.ts';
import { otherVariations } from './other-variations.ts';

/**
 * The rules of the library, and as many variations of them as are wanted beyond: four with a condition that can be
 * indexed, one without, and so on.
 */
export function generateRules(library: readonly RuleExpression[], count: number): GeneratedRule[] {
  const missing = count - new Set(library.map(({ id }) => id)).size;
  return [...library, ...Array.from({ length: missing }, (_, n) => variation(n))];
}

function variation(n: number): GeneratedRule {
  const isOther = n % 5 === 4;
  const variations = isOther ? otherVariations : indexableVariations;
  const { eventType, source } = variations[(isOther ? (n - 4) / 5 : n) % variations.length] as (typeof variations)[0];
  return { id: `V${n}`, eventType, source: source(n) };
}
