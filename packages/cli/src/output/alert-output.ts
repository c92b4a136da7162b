import type { Alert } from '@rulelibrary/engine';
import { renderAlert } from '../render/render-alert.ts';
import type { StatusLine } from '../render/status-line.ts';
import { toPrintableJson } from '../render/to-printable.ts';
import type { Output } from './terminal.ts';

export const alertFormats = ['text', 'json'] as const;

export type AlertFormat = (typeof alertFormats)[number];

/** Alerts of one rule that were written. */
export interface RuleTally {
  readonly name: string;
  readonly severity: Alert['severity'];
  readonly count: number;
}

/** Writes alerts to standard output, and counts them. */
export interface AlertOutput {
  write(alerts: readonly Alert[]): void;
  readonly count: number;
  /** By rule id, in the order of their first alerts. */
  readonly byRule: ReadonlyMap<string, RuleTally>;
}

/** @param statusLine taken away before an alert is written where it would stand */
export function createAlertOutput(format: AlertFormat, stdout: Output, statusLine?: StatusLine): AlertOutput {
  const byRule = new Map<string, RuleTally>();
  let count = 0;
  const render = (alert: Alert) =>
    format === 'json' ? `${toPrintableJson(JSON.stringify(alert))}\n` : renderAlert(alert, stdout.paint);
  return {
    write: (alerts) => {
      if (alerts.length === 0) return;
      statusLine?.clear();
      for (const alert of alerts) {
        stdout.stream.write(render(alert));
        const { ruleId, ruleName: name, severity } = alert;
        byRule.set(ruleId, { name, severity, count: (byRule.get(ruleId)?.count ?? 0) + 1 });
        count += 1;
      }
    },
    get count() {
      return count;
    },
    byRule,
  };
}
