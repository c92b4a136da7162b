import type { Engine, EngineCounts } from '@rulelibrary/engine';
import type { NodeStats } from '@rulelibrary/engine/node';
import { formatProblem } from '@rulelibrary/schema';
import type { ReplayResult } from '../input/read-events.ts';
import type { AlertOutput } from '../output/alert-output.ts';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';
import { renderAlertCounts } from '../render/render-alert-counts.ts';
import { renderContextCounts } from '../render/render-context-counts.ts';
import { renderLiveCounts } from '../render/render-live-counts.ts';
import { renderTable } from '../render/render-table.ts';

export interface Summary {
  readonly terminal: Terminal;
  readonly engine: Pick<Engine, 'counts' | 'evaluationErrors'>;
  readonly alerts: AlertOutput;
  /** Alerts that the output's rate limit held back, by rule id. */
  readonly heldBack?: Readonly<Record<string, number>>;
  readonly stats?: NodeStats;
  readonly replay?: ReplayResult;
}

/** Says what became of the events at each stage, so that an alert that is missing can be looked for. */
export function saySummary({ terminal, engine, alerts, heldBack = {}, stats, replay }: Summary): void {
  // Whoever closed our output has left.
  if (terminal.stop.reason === 'EPIPE') return;
  const counts = engine.counts();
  const sections = [
    stats ? [...renderLiveCounts(stats.collector), ...renderContextCounts(stats)] : [],
    renderAlertCounts(alerts),
    renderSuppressed(counts, heldBack),
    renderSequences(counts),
    engine
      .evaluationErrors()
      .map((error) => `  ${formatProblem({ ...error, code: 'expression' })} (${counted(error.count, 'time')})`),
  ];
  terminal.say(
    [
      headline(counts, alerts, replay),
      ...sections.filter((lines) => lines.length > 0).flatMap((lines) => ['', ...lines]),
    ].join('\n'),
  );
}

function headline(counts: EngineCounts, alerts: AlertOutput, replay: ReplayResult | undefined): string {
  const stages = [
    [counts.failedCalls, 'of failed calls'],
    [counts.deduplicated, 'repeated'],
    [counts.outOfContext, 'of other contexts'],
    [counts.noRules, 'that no rule asks for'],
  ] as const;
  const parts = stages.filter(([count]) => count > 0).map(([count, what]) => `${number(count)} ${what}`);
  const events = `${counted(counts.received, 'event')}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
  const broken = replay && replay.broken > 0 ? [`${counted(replay.broken, 'broken line')} skipped`] : [];
  const rules = `${counted(counts.evaluated, 'evaluation')} of ${counted(counts.rules.active, 'rule')}`;
  return [events, ...broken, rules, counted(alerts.count, 'alert')].join(', ');
}

function renderSuppressed({ suppressed }: EngineCounts, heldBack: Readonly<Record<string, number>>): string[] {
  const byRule = Object.entries(suppressed).flatMap(([rule, reasons]) =>
    Object.entries(reasons).map(([reason, count]) => [rule, count, reason] as const),
  );
  const byOutput = Object.entries(heldBack).map(([rule, count]) => [rule, count, 'rate_limit'] as const);
  const rows = [...byRule, ...byOutput];
  return rows.length === 0 ? [] : renderTable(['rule', 'suppressed', 'reason'], rows);
}

/** Only what is out of the ordinary: a sequence that lost its beginning may have been missed. */
function renderSequences({ sequences: { evicted, suppressed } }: EngineCounts): string[] {
  const parts = [
    [evicted, 'begun sequences had to go for want of room'],
    [suppressed, 'were complete again within their window'],
  ] as const;
  return parts.filter(([count]) => count > 0).map(([count, what]) => `  sequences: ${number(count)} ${what}`);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
