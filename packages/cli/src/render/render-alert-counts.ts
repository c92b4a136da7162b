import type { AlertOutput } from '../output/alert-output.ts';
import { renderTable } from './render-table.ts';
import { toPrintable } from './to-printable.ts';

/** Alerts by rule, the most first. */
export function renderAlertCounts({ byRule }: AlertOutput): string[] {
  if (byRule.size === 0) return [];
  const rows = [...byRule]
    .sort(([, one], [, other]) => other.count - one.count)
    .map(([id, { name, severity, count }]) => [toPrintable(id), count, severity.text, toPrintable(name)]);
  return renderTable(['rule', 'alerts', 'severity', 'name'], rows);
}
