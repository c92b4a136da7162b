import type { ProfileDemand, Rule, RuleSequence } from './rule.ts';
import { ruleEventTypes } from './rule-event-types.ts';
import { severityText } from './severity-text.ts';

const dependencies = ['required', 'optional', 'not required'] as const;

/** The table at the head of a rule's README: what its YAML says, in Markdown with columns aligned as the formatter aligns them. */
export function metadataTable(rule: Rule): string {
  const rows: readonly (readonly string[])[] = [['Field', 'Value'], ...metadataRows(rule)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill: string) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |\n`;
  const [head = '', ...body] = rows.map((cells) => line(cells, ' '));
  return head + line(['', ''], '-') + body.join('');
}

function metadataRows({ spec, status }: Rule): readonly (readonly [label: string, value: string])[] {
  const tags = spec.tags ?? [];
  const contexts = tags.filter(isContext).map((tag) => tag.slice('context:'.length));
  return [
    ['ID', spec.id],
    ['Name', spec.name],
    ['Status', status],
    ['Default', spec.enabled ? 'enabled' : 'disabled'],
    ['Severity', `${spec.severity} (${severityText(spec.severity)})`],
    ['Event types', ruleEventTypes(spec).join(', ')],
    ...sequenceRow(spec.expressions.sequence),
    ['Contexts', contexts.join(', ') || 'kubernetes'],
    ['MITRE ATT&CK', `${spec.mitreTactic}, ${spec.mitreTechnique}`],
    ['Profile', `${spec.profileDependency} (${dependencies[spec.profileDependency]})`],
    [
      'Needs from profile',
      Object.entries(spec.profileDataRequired ?? {})
        .map(demandText)
        .join('; ') || 'nothing',
    ],
    ['Policy', spec.supportPolicy ? 'supported' : 'not supported'],
    ['Trigger alert', spec.isTriggerAlert ? 'yes' : 'no'],
    ['Tags', tags.filter((tag) => !isContext(tag)).join(', ')],
  ];
}

function sequenceRow(sequence: RuleSequence | undefined): [string, string][] {
  if (sequence === undefined) return [];
  const { window, by, order, steps } = sequence;
  const ids = steps.map(({ id }) => id).join(order === 'any' ? ' and ' : ', then ');
  return [['Sequence', `${ids}, within ${window}, by \`${by}\``]];
}

function demandText([part, demand]: [string, ProfileDemand]): string {
  if (demand === 'all') return `${part}: all`;
  const patterns = demand.flatMap((pattern) => Object.entries(pattern).map(([how, text]) => `${how} \`${text}\``));
  return `${part}: ${patterns.join(', ')}`;
}

function isContext(tag: string): boolean {
  return tag.startsWith('context:');
}
