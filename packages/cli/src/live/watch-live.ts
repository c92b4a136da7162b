import { type Alert, createRateLimit } from '@rulelibrary/engine';
import type { Node } from '@rulelibrary/engine/node';
import { type AlertFormat, type AlertOutput, createAlertOutput } from '../output/alert-output.ts';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';
import { formatDuration } from '../render/format-duration.ts';
import { lostEvents } from '../render/render-live-counts.ts';
import { createStatusLine } from '../render/status-line.ts';
import { freshEvaluationErrors } from './fresh-evaluation-errors.ts';
import { freshLosses } from './fresh-losses.ts';
import type { PartErrorLog } from './part-error-log.ts';
import { createRareLog } from './rare-log.ts';
import { waitForEnd } from './wait-for-end.ts';

/** More than a person reads, less than fills a disk overnight; what is held back is summed up each minute. */
const alertsPerMinute = 600;

/** How often the status line is drawn, milliseconds. */
const tickMs = 1000;

export interface LiveParts {
  readonly node: Node;
  readonly errors: PartErrorLog;
  readonly format: AlertFormat;
  readonly forMs: number | undefined;
  readonly terminal: Terminal;
}

export interface LiveResult {
  readonly alerts: AlertOutput;
  /** Alerts that the output's rate limit held back, by rule id. */
  readonly heldBack: Readonly<Record<string, number>>;
}

/** Writes the alerts of the machine until it is told to stop; the node is stopped when it returns. */
export async function watchLive({ node, errors, format, forMs, terminal }: LiveParts): Promise<LiveResult> {
  // Imported here: commands that work on files run where the collector cannot.
  const { releaseMemorySoon } = await import('@rulelibrary/engine/node');
  const statusLine = createStatusLine(terminal.stderr);
  const alerts = createAlertOutput(format, terminal.stdout, {
    statusLine,
    ruleOf: (id) => node.engine.ruleOf(id)?.spec,
  });
  const rateLimit = createRateLimit({ perMinute: alertsPerMinute });
  const startMs = performance.now();
  const rate = createRate(startMs);
  const say = (line: string) => {
    statusLine.clear();
    terminal.say(line);
  };
  const logEvaluationErrors = createRareLog(freshEvaluationErrors(node.engine), say);
  const logLosses = createRareLog(
    freshLosses(() => node.stats().collector),
    say,
  );

  const output = (found: readonly Alert[]) => {
    const nowMs = Date.now();
    if (found.length > 0) alerts.write(found.filter((alert) => rateLimit.admit(alert, nowMs)));
  };
  const tick = () => {
    alerts.write(rateLimit.advance(Date.now()));
    const nowMs = performance.now();
    logEvaluationErrors(nowMs);
    logLosses(nowMs);
    for (const line of errors.fresh()) say(line);
    const { events, collector } = node.stats();
    const perSecond = rate(events, nowMs);
    const lost = lostEvents(collector);
    statusLine.show(statusText({ elapsedMs: nowMs - startMs, perSecond, lost, alerts: alerts.count }, terminal));
  };

  node.start((alert) => output([alert]));
  void releaseMemorySoon();
  const timer = setInterval(tick, tickMs);
  await waitForEnd(terminal.stop, forMs);
  clearInterval(timer);
  statusLine.clear();
  node.stop();
  for (const line of errors.fresh()) terminal.say(line);
  return { alerts, heldBack: rateLimit.heldBack() };
}

interface Status {
  readonly elapsedMs: number;
  readonly perSecond: number;
  readonly lost: number;
  readonly alerts: number;
}

function statusText({ elapsedMs, perSecond, lost, alerts }: Status, { stderr: { paint } }: Terminal): string {
  return [
    `${paint('green', '●')} watching ${formatDuration(elapsedMs)}`,
    `${Math.round(perSecond).toLocaleString('en-US')} events/s`,
    lost === 0 ? paint('dim', '0 lost') : paint('yellow', `${lost.toLocaleString('en-US')} lost`),
    paint(alerts === 0 ? 'dim' : 'bold', counted(alerts, 'alert')),
  ].join('  ');
}

/** Events per second since the last call. */
function createRate(startMs: number): (events: number, nowMs: number) => number {
  let last = { events: 0, nowMs: startMs };
  return (events, nowMs) => {
    const perSecond = ((events - last.events) * 1_000) / Math.max(1, nowMs - last.nowMs);
    last = { events, nowMs };
    return perSecond;
  };
}
