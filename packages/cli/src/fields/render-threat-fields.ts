import type { Catalogue, Field } from '@rulelibrary/threat-rules';

/**
 * The fields that threat rules may read, by path: `e.<path> <type>`, a Markdown table, or JSON in the form that `--fields`
 * takes.
 */
export function renderThreatFields({ fields }: Catalogue, format: 'text' | 'markdown' | 'json'): string {
  const sorted = fields.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (format === 'json') return `${JSON.stringify({ fields: sorted }, null, 2)}\n`;
  if (format === 'text') return sorted.map(({ path, type }) => `e.${path} ${type}\n`).join('');
  return ['| Field | Type | Since | Present |', '| --- | --- | --- | --- |', ...sorted.map(row), ''].join('\n');
}

function row(field: Field): string {
  return `| \`e.${field.path}\` | \`${field.type}\` | ${field.since} | ${presence(field)} |`;
}

/** When `has()` is true. */
function presence({ type, explicitPresence }: Field): string {
  if (explicitPresence || type.startsWith('list') || type === 'dyn') return 'when given';
  return { string: 'when not empty', bool: 'when true' }[type as string] ?? 'when not 0';
}
