import { type Alert, type RuntimeAlertsOptions, runtimeAlerts } from '@rulelibrary/engine';
import { renderAlert } from '../render/render-alert.ts';
import type { StatusLine } from '../render/status-line.ts';
import { toPrintableJson } from '../render/to-printable.ts';
import type { Output } from './terminal.ts';

export const alertFormats = ['text', 'json', 'kubescape'] as const;

/** What `--format` takes, for `--help`. */
export const alertFormatHelp =
  'text, json with one alert a line, or kubescape with the body of a POST of RuntimeAlerts a line (default: text)';

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

export interface AlertOutputOptions extends Pick<RuntimeAlertsOptions, 'ruleOf'> {
  /** Taken away before an alert is written where it would stand. */
  readonly statusLine?: StatusLine;
}

/** @param options what only the form for Kubescape's receivers asks of rules, and what else is on the screen */
export function createAlertOutput(
  format: AlertFormat,
  stdout: Output,
  { statusLine, ruleOf }: AlertOutputOptions = {},
): AlertOutput {
  const byRule = new Map<string, RuleTally>();
  let count = 0;
  const render = (alerts: readonly Alert[]): readonly string[] => {
    if (format === 'text') return alerts.map((alert) => renderAlert(alert, stdout.paint));
    const objects = format === 'json' ? alerts : runtimeAlerts(alerts, { ruleOf });
    return objects.map((object) => `${toPrintableJson(JSON.stringify(object))}\n`);
  };
  return {
    write: (alerts) => {
      if (alerts.length === 0) return;
      statusLine?.clear();
      for (const text of render(alerts)) stdout.stream.write(text);
      for (const { ruleId, ruleName: name, severity } of alerts) {
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
