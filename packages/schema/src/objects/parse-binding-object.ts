import type { Binding } from '../bindings/binding.ts';
import { parseBindings } from '../bindings/parse-bindings.ts';
import type { Problem } from '../problem.ts';
import { createObjectReader } from './object-reader.ts';

/** Reads a `RuntimeRuleAlertBinding` object as the API server gives it; places as those of `parseRulesObject`. */
export function parseBindingObject(object: object): { binding: Binding | undefined; problems: Problem[] } {
  const reader = createObjectReader(object);
  const { bindings, problems } = parseBindings(reader.json, reader.title);
  const [binding] = bindings.map((found) => ({
    ...found,
    rules: found.rules.map((rule) => ({ ...rule, ...(rule.place && { place: reader.place(rule.place) }) })),
    place: reader.place(found.place),
  }));
  return { binding, problems: problems.map(reader.problem) };
}
