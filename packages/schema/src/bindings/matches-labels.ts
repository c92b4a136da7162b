import type { LabelRequirement, LabelSelector, Labels } from './binding.ts';

/**
 * Whether the labels fulfil all of the selector, as Kubernetes decides it: an empty selector selects everything, and so does
 * an absent one. `NotIn` and `DoesNotExist` hold for a label that is not there.
 */
export function matchesLabels(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (selector === undefined) return true;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  for (const key of Object.keys(matchLabels)) if (labelOf(labels, key) !== matchLabels[key]) return false;
  return matchExpressions.every((requirement) => isMet(requirement, labelOf(labels, requirement.key)));
}

function isMet({ operator, values = [] }: LabelRequirement, label: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
  }
}

/** A key such as `constructor` is a label only where someone gave it. */
function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
