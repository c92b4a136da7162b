import { formatProblem, type Problem } from '@rulelibrary/schema';
import type { RulesRecord } from '../objects/rules-record.ts';
import type { StatusReport } from './status-report.ts';

/** Rules that a status speaks of one by one; more would outgrow the object. */
export const maximumRules = 1_000;

/** Characters of one message; a status is read by people. */
const maximumMessage = 1_000;

interface RuleStatus {
  readonly id?: string;
  readonly state: 'Accepted' | 'Invalid' | 'Overridden';
  readonly message?: string;
  readonly overriddenBy?: string;
}

export interface RulesStatus {
  readonly observedGeneration: number;
  readonly total: number;
  readonly accepted: number;
  readonly invalid: number;
  readonly overridden: number;
  readonly rules: readonly RuleStatus[];
  readonly problems?: readonly string[];
}

/** What the status of a `Rules` object is to say. */
export function rulesStatus(record: RulesRecord, report: StatusReport['objects'][number] | undefined): RulesStatus {
  const title = titleOf(record);
  const byRule = Map.groupBy(record.problems, ({ file }) => indexIn(file));
  const rules = record.ids.map((id, index) => ruleStatus(id, byRule.get(index) ?? [], report, title));
  const count = (wanted: RuleStatus['state']) => rules.filter(({ state }) => state === wanted).length;
  const problems = (byRule.get(undefined) ?? []).map((problem) => wordsOf([problem], title));
  return {
    observedGeneration: record.generation,
    total: rules.length,
    accepted: count('Accepted'),
    invalid: count('Invalid'),
    overridden: count('Overridden'),
    rules: rules.slice(0, maximumRules),
    ...(problems.length > 0 && { problems }),
  };
}

function ruleStatus(
  id: string | undefined,
  problems: readonly Problem[],
  report: StatusReport['objects'][number] | undefined,
  title: string,
): RuleStatus {
  const named = id === undefined ? {} : { id };
  const errors = problems.filter(({ level }) => level !== 'warning');
  const found = errors.length > 0 ? errors : (report?.rejected.find((rule) => rule.id === id)?.problems ?? []);
  if (found.length > 0) return { ...named, state: 'Invalid', message: wordsOf(found, title) };
  const overridden = report?.overridden.find((rule) => rule.id === id);
  if (overridden === undefined) return { ...named, state: 'Accepted' };
  const { object, place } = overridden.by;
  return { ...named, state: 'Overridden', overriddenBy: object === undefined ? place.file : objectName(object) };
}

/** Index of the rule that a place names. */
function indexIn(file: string): number | undefined {
  const [, index] = /^[^[]* spec\.rules\[(\d+)\]/.exec(file) ?? [];
  return index === undefined ? undefined : Number(index);
}

/** The object's own name is no news in its own status. */
export function wordsOf(problems: readonly Problem[], title: string): string {
  const words = problems.map((problem) => formatProblem(problem).replace(`${title} `, '')).join('; ');
  return words.length > maximumMessage ? `${words.slice(0, maximumMessage)}…` : words;
}

function titleOf({ namespace, name }: RulesRecord): string {
  return `Rules ${objectName({ namespace, name })}`;
}

function objectName({ namespace, name }: { readonly namespace?: string | undefined; readonly name: string }): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
