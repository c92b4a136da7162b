import { bindingObjectSchema, boundRuleSchema } from '../json-schema/binding-schema.ts';
import type { NodeProblem } from '../json-schema/node-problem.ts';
import { createNodeValidator } from '../json-schema/validate-node.ts';
import type { Problem } from '../problem.ts';
import { listProblems, maximumProblems } from '../problem-list.ts';
import type { SourceText } from '../source-text.ts';
import { kubernetesObjects } from '../yaml/kubernetes-objects.ts';
import { metadataOf } from '../yaml/object-metadata.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { childOf, startOf, type YamlMapping, type YamlNode } from '../yaml/yaml-node.ts';
import type { Binding, BoundRule, LabelSelector } from './binding.ts';
import { selectorProblems } from './selector-problems.ts';

const validateObject = createNodeValidator(bindingObjectSchema({}));
const validateEntry = createNodeValidator(boundRuleSchema);

/**
 * Reads the `RuntimeRuleAlertBinding` objects of a YAML or JSON file; a `List` is read as its items, and other kinds are
 * passed over. Never throws: what is wrong is in `problems`. A faulty entry takes no other with it; a binding that does not
 * say which pods it selects is left out, as it might select those that it is not meant for.
 *
 * @param file named in every place; nothing is read from it
 */
export function parseBindings(text: string, file: string): { bindings: Binding[]; problems: Problem[] } {
  const { source, documents, problems: syntax } = readYaml(text, file);
  const { objects, problems: kinds } = kubernetesObjects(documents.flatMap(itemsOf), ['RuntimeRuleAlertBinding']);
  const found = [...syntax, ...kinds].slice(0, maximumProblems + 1);
  const problems = found.map(({ offset, code, message }): Problem => ({ ...source.placeAt(offset), code, message }));
  if (documents.length === 0 && problems.length === 0) problems.push(emptyFile(source));
  const bindings = objects.flatMap(({ node }) => readBinding(source, node, problems) ?? []);
  return { bindings, problems: listProblems(problems) };
}

function itemsOf(document: YamlNode): readonly YamlNode[] {
  const items = childOf(document, 'kind')?.value === 'List' ? childOf(document, 'items') : undefined;
  return items?.kind === 'sequence' ? items.items : [document];
}

function emptyFile(source: SourceText): Problem {
  return { ...source.placeAt(0), code: 'no-bindings', message: 'Expected a binding, got an empty file' };
}

interface BindingSpec {
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}

/** Adds what is wrong with the binding to `problems`. */
function readBinding(source: SourceText, object: YamlMapping, problems: Problem[]): Binding | undefined {
  const found = validateObject(object);
  const { namespaceSelector, podSelector } = (childOf(object, 'spec')?.value ?? {}) as BindingSpec;
  if (found.length === 0) {
    found.push(...selectorProblems(object, '/spec/namespaceSelector', namespaceSelector));
    found.push(...selectorProblems(object, '/spec/podSelector', podSelector));
  }
  problems.push(...found.map((problem) => placed(source, problem)));
  const rules = entriesOf(object).flatMap((node) => readEntry(source, node, problems) ?? []);
  const { name, namespace, uid } = metadataOf(object);
  if (found.length > 0 || name === undefined || isSelectionFaulty(object)) return undefined;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(uid !== undefined && { uid }),
    ...(namespaceSelector !== undefined && { namespaceSelector }),
    ...(podSelector !== undefined && { podSelector }),
    rules,
    place: source.placeAt(object.start),
  };
}

function entriesOf(object: YamlNode): readonly YamlNode[] {
  const spec = childOf(object, 'spec');
  const rules = spec && childOf(spec, 'rules');
  return rules?.kind === 'sequence' ? rules.items : [];
}

/** Whether anything but the entries could not be read as written. */
function isSelectionFaulty(object: YamlNode): boolean {
  const spec = childOf(object, 'spec');
  const parts = [
    childOf(object, 'metadata'),
    ...['namespaceSelector', 'podSelector'].map((key) => spec && childOf(spec, key)),
  ];
  return parts.some((part) => part?.faulty === true);
}

function readEntry(source: SourceText, node: YamlNode, problems: Problem[]): BoundRule | undefined {
  const found = validateEntry(node);
  problems.push(...found.map((problem) => ({ ...placed(source, problem), ...ruleIdOf(node) })));
  if (found.length > 0 || node.faulty) return undefined;
  const { severity, ...entry } = node.value as Omit<BoundRule, 'severity'> & { readonly severity?: number | string };
  return { ...entry, ...(severity !== undefined && { severity: Number(severity) }), place: source.placeAt(node.start) };
}

function ruleIdOf(entry: YamlNode): { ruleId?: string } {
  const id = childOf(entry, 'ruleID')?.value;
  return typeof id === 'string' ? { ruleId: id } : {};
}

function placed(source: SourceText, { node, keyStart, code, message }: NodeProblem): Problem {
  return { ...source.placeAt(keyStart ?? startOf(source.text, node)), code, message };
}
