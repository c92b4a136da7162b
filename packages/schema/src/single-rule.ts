import { quote } from './quote.ts';
import type { YamlProblem } from './yaml/compose-documents.ts';
import { childOf, type YamlNode } from './yaml/yaml-node.ts';

/** What keeps a file from being the rule.yaml of a library's rule: one `Rules` object with one rule. At most one problem. */
export function singleRuleProblems(documents: readonly YamlNode[], rules: readonly YamlNode[]): YamlProblem[] {
  const [first, second] = documents;
  if (second !== undefined) {
    const message = `Expected one document, got "${documents.length}"`;
    return [{ offset: second.start, code: 'unexpected-document', message }];
  }
  const kind = first && childOf(first, 'kind');
  if (kind !== undefined && kind.value !== 'Rules') {
    return [{ offset: kind.start, code: 'no-rules', message: `Expected kind Rules, got ${quote(String(kind.value))}` }];
  }
  const spec = first && childOf(first, 'spec');
  const list = spec && childOf(spec, 'rules');
  // A missing or mistyped list is a problem of the object.
  if (list?.kind !== 'sequence' || rules.length === 1) return [];
  const message = `Expected one rule, got "${rules.length}"`;
  return [{ offset: rules[1]?.start ?? list.start, code: rules.length === 0 ? 'no-rules' : 'invalid-value', message }];
}
