import { createRule, type RuleOrigin } from './create-rule.ts';
import type { NodeProblem } from './json-schema/node-problem.ts';
import { ruleSchema, rulesObjectSchema } from './json-schema/rules-schema.ts';
import { createNodeValidator } from './json-schema/validate-node.ts';
import type { Problem } from './problem.ts';
import { listProblems, maximumProblems } from './problem-list.ts';
import { type Rule, type RulesObject, ruleStatuses } from './rule.ts';
import { sequenceProblems } from './sequence-problems.ts';
import { singleRuleProblems } from './single-rule.ts';
import type { SourceText } from './source-text.ts';
import type { YamlProblem } from './yaml/compose-documents.ts';
import { kubernetesObjects } from './yaml/kubernetes-objects.ts';
import { metadataOf } from './yaml/object-metadata.ts';
import { readYaml } from './yaml/read-yaml.ts';
import { childOf, startOf, type YamlMapping, type YamlNode } from './yaml/yaml-node.ts';

export interface ParseRulesOptions {
  /** The file is a rule.yaml of the library: one document, one rule. */
  readonly singleRule?: boolean;
}

const validateObject = createNodeValidator(rulesObjectSchema({}));
const validateRule = createNodeValidator(ruleSchema);

/**
 * Reads the `Rules` objects of a YAML file. Never throws: what is wrong is in `problems`, in the order of the file, and
 * a faulty rule never takes the others with it. Documents of other kinds are passed over.
 *
 * @param file named in every place; nothing is read from it
 */
export function parseRules(
  text: string,
  file: string,
  options: ParseRulesOptions = {},
): { rules: Rule[]; problems: Problem[] } {
  const { source, documents, problems: syntax } = readYaml(text, file);
  const { objects, problems: kinds } = kubernetesObjects(documents, ['Rules']);
  const ruleNodes = objects.flatMap(({ node }) => ruleNodesOf(node));
  const found = [...syntax, ...kinds];
  if (found.length === 0 && documents.length === 0) found.push(emptyFile);
  if (options.singleRule === true && found.length === 0) found.push(...singleRuleProblems(documents, ruleNodes));
  const problems = found.slice(0, maximumProblems + 1).map((problem) => toProblem(source, ruleNodes, problem));
  const rules = objects.flatMap(({ node }) => readObject(source, node, problems));
  return { rules, problems: listProblems(problems) };
}

const emptyFile: YamlProblem = { offset: 0, code: 'no-rules', message: 'Expected a Rules object, got an empty file' };

function ruleNodesOf(object: YamlNode): readonly YamlNode[] {
  const spec = childOf(object, 'spec');
  const rules = spec && childOf(spec, 'rules');
  return rules?.kind === 'sequence' ? rules.items : [];
}

/** Adds what is wrong with the object and its rules to `problems`. */
function readObject(source: SourceText, object: YamlMapping, problems: Problem[]): Rule[] {
  problems.push(...validateObject(object).map((problem) => placed(source, problem)));
  const origin = { ...readAnnotations(object), object: readObjectNames(object) };
  const rules: Rule[] = [];
  for (const node of ruleNodesOf(object)) {
    const shape = validateRule(node);
    const found = shape.length === 0 && !node.faulty ? sequenceProblems(node) : shape;
    problems.push(...found.map((problem) => ({ ...placed(source, problem), ...ruleIdOf(node) })));
    if (found.length === 0 && !node.faulty) rules.push(createRule(source, node, origin));
  }
  return rules;
}

/** A wrong status was reported; the rule then counts as stable, the status of a rule that has none. */
function readAnnotations(object: YamlNode): Pick<RuleOrigin, 'status' | 'version'> {
  const metadata = childOf(object, 'metadata');
  const annotations = metadata && childOf(metadata, 'annotations');
  const annotation = (key: string) => annotations && childOf(annotations, key)?.value;
  const version = annotation('kubescape.io/rule-version');
  return {
    status: ruleStatuses.find((status) => status === annotation('kubescape.io/rule-status')) ?? 'stable',
    version: typeof version === 'string' ? version : undefined,
  };
}

function readObjectNames(object: YamlNode): RulesObject | undefined {
  const { name, namespace, uid, createdMs } = metadataOf(object);
  if (name === undefined) return undefined;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(uid !== undefined && { uid }),
    ...(createdMs !== undefined && { createdMs }),
  };
}

function placed(source: SourceText, { node, keyStart, code, message }: NodeProblem): Problem {
  return { ...source.placeAt(keyStart ?? startOf(source.text, node)), code, message };
}

function toProblem(source: SourceText, rules: readonly YamlNode[], { offset, code, message }: YamlProblem): Problem {
  const rule = rules.find((node) => node.kind === 'mapping' && node.start <= offset && offset <= node.end);
  return { ...source.placeAt(offset), code, message, ...(rule && ruleIdOf(rule)) };
}

function ruleIdOf(rule: YamlNode): { ruleId?: string } {
  const id = childOf(rule, 'id')?.value;
  return typeof id === 'string' ? { ruleId: id } : {};
}
