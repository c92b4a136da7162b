import type { Disagreement } from './deviations.ts';

/** Explains disagreements about expressions that have one of the features. */
export function anyOf(...features: readonly string[]): (disagreement: Disagreement) => boolean {
  return (disagreement) => features.some((feature) => disagreement.features.has(feature));
}
