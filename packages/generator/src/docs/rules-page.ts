import { type Rule, ruleEventTypes, severityText } from '@rulelibrary/schema';
import { tacticOf, techniqueOf } from '@rulelibrary/schema/attack';
import type { LibraryRule } from '../library-rule.ts';
import { createTemplate } from '../text/create-template.ts';
import { generatedBy } from '../text/generated-by.ts';
import { markdownTable } from '../text/markdown-table.ts';

const template = createTemplate<{ generatedBy: string; summary: string; sections: readonly Section[] }>(`\
<!-- {{generatedBy}} -->
# Rules

{{summary}}

Profile: what a rule needs of the learned profile of the container; required: it is not evaluated without one, optional: it
reads one where there is one. Severity: 1 to 4 low, 5 to 7 medium, 8 and 9 high, 10 critical. Contexts: where it is evaluated;
container is any container, of Kubernetes or not.
{{#each sections}}

## {{title}}

{{text}}

{{table}}
{{/each}}
`);

interface Section {
  readonly title: string;
  readonly text: string;
  readonly table: string;
}

const families = [
  { digit: '0', title: 'Anomalies', text: 'They compare what a container does with what it was seen to do.' },
  { digit: '1', title: 'Signatures', text: 'They look for what is suspicious by itself.' },
  { digit: '2', title: 'Admission', text: 'They read what the API server is asked for.' },
] as const;

const head = ['Rule', 'Name', 'Default', 'Severity', 'Events', 'Contexts', 'ATT&CK', 'Profile', 'Detects'];
const dependencies = ['required', 'optional', '–'] as const;

/** `docs/rules.md`: every rule of the library, the default set first. */
export function rulesPage(rules: readonly LibraryRule[]): string {
  const ofStatus = (status: Rule['status']) => rules.filter(({ rule }) => rule.status === status);
  const stable = ofStatus('stable');
  const sections = [
    ...families.flatMap(({ digit, title, text }) =>
      section(
        title,
        text,
        stable.filter(({ rule }) => rule.spec.id[1] === digit),
      ),
    ),
    ...section(
      'Others',
      'Stable rules of other families.',
      stable.filter(({ rule }) => !families.some(({ digit }) => digit === rule.spec.id[1])),
    ),
    ...section(
      'Experimental',
      'In the library and in `rules-crd.yaml`, or in `rules-sequences-crd.yaml` for agents that know sequences, and not in the default set.',
      ofStatus('experimental'),
    ),
    ...section('Deprecated', 'Kept for those who use them; each README says what replaces it.', ofStatus('deprecated')),
  ];
  return template({ generatedBy, summary: summary(stable), sections });
}

function summary(stable: readonly LibraryRule[]): string {
  const off = stable.filter(({ rule }) => !rule.spec.enabled).map(({ rule }) => rule.spec.id);
  const list = off.length === 0 ? '' : ` (${off.join(', ')})`;
  return `The default set is the stable rules: ${stable.length}, of which ${stable.length - off.length} are enabled and ${off.length} disabled${list}.`;
}

function section(title: string, text: string, rules: readonly LibraryRule[]): Section[] {
  return rules.length === 0 ? [] : [{ title, text, table: markdownTable(head, rules.map(row)).trimEnd() }];
}

function row({ folder, rule: { spec } }: LibraryRule): string[] {
  const contexts = (spec.tags ?? []).filter((tag) => tag.startsWith('context:')).map((tag) => tag.slice(8));
  return [
    `[${spec.id}](../${folder}/README.md)`,
    spec.name,
    spec.enabled ? 'on' : 'off',
    `${spec.severity} ${severityText(spec.severity)}`,
    ruleEventTypes(spec).join(', '),
    contexts.join(', ') || 'kubernetes',
    attackText(spec.mitreTactic, spec.mitreTechnique),
    dependencies[spec.profileDependency],
    spec.description,
  ];
}

/** `Execution: [T1059](…) Command and Scripting Interpreter`; of what ATT&CK does not know, the ids. */
function attackText(tactic: string, technique: string): string {
  const url = `https://attack.mitre.org/techniques/${technique.replace('.', '/')}/`;
  return `${tacticOf(tactic)?.name ?? tactic}: [${technique}](${url}) ${techniqueOf(technique)?.name ?? ''}`.trimEnd();
}
