import type { NodeProblem } from '../json-schema/node-problem.ts';
import { policySchema } from '../json-schema/policy-schema.ts';
import { createNodeValidator } from '../json-schema/validate-node.ts';
import { nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { quote } from '../quote.ts';
import type { Prefilter } from '../rule.ts';
import { keysOf } from '../yaml/json-pointer.ts';
import { sourceOf, type YamlDocument } from '../yaml/read-documents.ts';
import { childOf, nodeAt, startOf, type YamlNode } from '../yaml/yaml-node.ts';
import type { ContextPolicy, Policy } from './policy.ts';

export interface ParsePolicyOptions {
  /** JSON pointer of the policy in the document; the whole document where it is not given. */
  readonly pointer?: string;
  /** Names of contexts; any name will do where it is not given. */
  readonly contexts?: readonly string[];
}

const validate = createNodeValidator(policySchema);

/**
 * Reads the policy of a configuration file, which the caller has read with `readDocuments`. Never throws: what is wrong is
 * in `problems`, each with its place, and then there is no policy. A pointer to nothing gives neither. Whether the rules
 * exist is found out by the engine, whose rules come and go.
 */
export function parsePolicy(
  document: YamlDocument,
  { pointer = '', contexts }: ParsePolicyOptions = {},
): { policy?: Policy; problems: Problem[] } {
  const { source, node: root } = sourceOf(document);
  const node = keysOf(pointer).reduce<YamlNode | undefined>((at, key) => at && childOf(at, key), root);
  if (node === undefined || node.value === null) return { problems: [] };
  const placeOf = (relative: string) => source.placeAt(startOf(source.text, nodeAt(node, relative)));
  const found = validate(node);
  if (found.length === 0) found.push(...contextProblems(node, contexts), ...contradictions(node));
  const problems = found.map(({ node: at, keyStart, code, message }) => {
    return { ...source.placeAt(keyStart ?? startOf(source.text, at)), code, message };
  });
  if (problems.length > 0 || node.faulty) return { problems };
  return { policy: { contexts: withNumbers(node.value as WrittenPolicy), placeOf }, problems };
}

/** As it stands in the file: a severity may be text. */
type WrittenPolicy = Readonly<
  Record<
    string,
    Omit<ContextPolicy, 'rules'> & { readonly rules?: Readonly<Record<string, WrittenAdjustment>> | undefined }
  >
>;

interface WrittenAdjustment {
  readonly severity?: number | string;
  readonly parameters?: Prefilter;
}

function contextProblems(node: YamlNode, contexts: readonly string[] | undefined): NodeProblem[] {
  if (contexts === undefined || node.kind !== 'mapping') return [];
  return [...node.entries].flatMap(([name, { keyStart }]): NodeProblem[] => {
    if (contexts.includes(name)) return [];
    const near = nearest(name, contexts);
    const hint = near === undefined ? `expected one of ${contexts.join(', ')}` : `did you mean "${near}"?`;
    return [{ pointer: '', node, keyStart, code: 'unknown-key', message: `Unknown context ${quote(name)}; ${hint}` }];
  });
}

function contradictions(node: YamlNode): NodeProblem[] {
  return Object.entries(node.value as WrittenPolicy).flatMap(([context, { enable = [], disable = [] }]) =>
    disable.flatMap((id, index): NodeProblem[] => {
      if (!enable.includes(id)) return [];
      const name = context.replaceAll('~', '~0').replaceAll('/', '~1');
      const pointer = `/${name}/disable/${index}`;
      const message = `Duplicate rule ${quote(id)}, enabled and disabled in ${quote(context)}`;
      return [{ pointer, node: nodeAt(node, pointer), code: 'invalid-value', message }];
    }),
  );
}

function withNumbers(policy: WrittenPolicy): Policy['contexts'] {
  return Object.fromEntries(
    Object.entries(policy).map(([context, { rules, ...lists }]) => [
      context,
      { ...lists, ...(rules !== undefined && { rules: adjustmentsOf(rules) }) },
    ]),
  );
}

function adjustmentsOf(rules: Readonly<Record<string, WrittenAdjustment>>): NonNullable<ContextPolicy['rules']> {
  return Object.fromEntries(
    Object.entries(rules).map(([id, { severity, ...rest }]) => [
      id,
      { ...rest, ...(severity !== undefined && { severity: Number(severity) }) },
    ]),
  );
}
