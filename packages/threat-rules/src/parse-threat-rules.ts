import type { Problem } from '@rulelibrary/schema';
import { parseWindow } from '@rulelibrary/schema/correlate';
import { threatRuleShape } from '@rulelibrary/schema/json-schemas';
import {
  createDocumentValidator,
  listProblems,
  quote,
  readDocuments,
  type YamlDocument,
} from '@rulelibrary/schema/yaml';
import type { ThreatRule, ThreatRuleSpec } from './rule.ts';

const validate = createDocumentValidator(threatRuleShape);

/**
 * Reads the rules of a `*.rule.yaml`, a document each. Never throws: what is wrong is in `problems`, and a faulty rule is left
 * out. One that is written to a newer specification is left out with a warning, code `newer-spec`.
 *
 * @param file named in every place; nothing is read from it
 */
export function parseThreatRules(text: string, file: string): { rules: ThreatRule[]; problems: Problem[] } {
  const { documents, problems: syntax } = readDocuments(text, file);
  const problems = [...syntax];
  const rules: ThreatRule[] = [];
  if (documents.length === 0 && syntax.length === 0) {
    problems.push({ file, line: 1, column: 1, code: 'no-rules', message: 'Expected a threat rule, got an empty file' });
  }
  for (const document of documents) {
    const found = problemsOf(document);
    problems.push(...found);
    if (found.length === 0 && !document.isFaulty) rules.push({ spec: document.value as ThreatRuleSpec, document });
  }
  return { rules, problems: listProblems(problems) };
}

function problemsOf(document: YamlDocument): Problem[] {
  const ruleId = idOf(document);
  const newer = newerSpec(document.value);
  const faults = newer === undefined ? validate(document) : [newerProblem(document, newer)];
  const problems = faults.length > 0 || newer !== undefined ? faults : dependentProblems(document);
  return problems.map((problem) => ({ ...problem, ...(ruleId !== undefined && { ruleId }) }));
}

function idOf({ value }: YamlDocument): string | undefined {
  const id = (value as Readonly<Record<string, unknown>> | null)?.['id'];
  return typeof id === 'string' ? id : undefined;
}

/** The specification that the rule names, where it is newer than v1.1: nothing else in it is then ours to judge. */
function newerSpec(value: unknown): string | undefined {
  const spec = (value as Readonly<Record<string, unknown>> | null)?.['spec'];
  const [, major = '', minor = '0'] = /^threat-rules\/v(\d{1,9})(?:\.(\d{1,9}))?$/.exec(String(spec)) ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) > 1) ? String(spec) : undefined;
}

function newerProblem(document: YamlDocument, spec: string): Problem {
  const message = `Newer specification ${quote(spec)}, known up to "threat-rules/v1.1": the rule is skipped`;
  return { ...document.placeOf('/spec'), code: 'newer-spec', level: 'warning', message };
}

/** What one key says of another. */
function dependentProblems(document: YamlDocument): Problem[] {
  const rule = document.value as ThreatRuleSpec;
  return [
    ...detectionProblems(rule, document),
    ...correlationProblems(rule, document),
    ...fixtureProblems(rule, document),
  ];
}

function detectionProblems({ match, correlation }: ThreatRuleSpec, document: YamlDocument): Problem[] {
  if (match === undefined && correlation === undefined) {
    return [{ ...document.place, code: 'missing-key', message: 'Missing key "match" or "correlation"' }];
  }
  if (match === undefined || correlation === undefined) return [];
  const message = 'Unexpected key "correlation" beside "match": a rule has one of them';
  return [{ ...document.placeOfKey('/correlation'), code: 'invalid-value', message }];
}

function correlationProblems({ spec, correlation }: ThreatRuleSpec, document: YamlDocument): Problem[] {
  if (correlation === undefined) return [];
  const problems: Problem[] = [];
  if (parseWindow(correlation.window) === undefined) {
    const message = `Expected a duration above zero, got ${quote(correlation.window)}`;
    problems.push({ ...document.placeOf('/correlation/window'), code: 'invalid-value', message });
  }
  if (correlation.order !== undefined && spec !== 'threat-rules/v1.1') {
    const message = 'Unexpected key "order" in threat-rules/v1; write spec: threat-rules/v1.1';
    problems.push({ ...document.placeOfKey('/correlation/order'), code: 'invalid-value', message });
  }
  return problems;
}

function fixtureProblems({ status, tests }: ThreatRuleSpec, document: YamlDocument): Problem[] {
  if (status !== 'stable') return [];
  const verdicts = new Set(tests.map(({ verdict }) => verdict));
  const missing = (['match', 'no_match'] as const).filter((verdict) => !verdicts.has(verdict));
  return missing.map((verdict) => {
    const message = `Missing fixture with verdict "${verdict}": a stable rule has one of each`;
    return { ...document.placeOfKey('/tests'), code: 'missing-key', message };
  });
}
