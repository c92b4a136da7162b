export type { Binding, BoundRule, LabelRequirement, LabelSelector, Labels } from './bindings/binding.ts';
export { matchesLabels } from './bindings/matches-labels.ts';
export { parseBindings } from './bindings/parse-bindings.ts';
