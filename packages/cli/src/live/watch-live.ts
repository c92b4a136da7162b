import { createRateLimit, type Engine } from '@rulelibrary/engine';
import type { Collector } from '@rulelibrary/engine/collector';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { type AlertFormat, type AlertOutput, createAlertOutput } from '../output/alert-output.ts';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';
import { formatDuration } from '../render/format-duration.ts';
import { lostEvents } from '../render/render-live-counts.ts';
import { createStatusLine } from '../render/status-line.ts';
import { freshEvaluationErrors } from './fresh-evaluation-errors.ts';
import { freshLosses } from './fresh-losses.ts';
import { createRareLog } from './rare-log.ts';
import { waitForEnd } from './wait-for-end.ts';

/** More than a person reads, less than fills a disk overnight; what is held back is summed up each minute. */
const alertsPerMinute = 600;

/** How often windows are ended and the status line is drawn, milliseconds. */
const tickMs = 500;

export interface LiveParts {
  readonly collector: Collector;
  readonly engine: Engine;
  readonly format: AlertFormat;
  readonly forMs: number | undefined;
  readonly terminal: Terminal;
}

export interface LiveResult {
  readonly alerts: AlertOutput;
  /** Alerts that the output's rate limit held back, by rule id. */
  readonly heldBack: Readonly<Record<string, number>>;
}

/** Runs the machine's events through the engine until it is told to stop; the collector is stopped when it returns. */
export async function watchLive({ collector, engine, format, forMs, terminal }: LiveParts): Promise<LiveResult> {
  const statusLine = createStatusLine(terminal.stderr);
  const alerts = createAlertOutput(format, terminal.stdout, statusLine);
  const rateLimit = createRateLimit({ perMinute: alertsPerMinute });
  const startMs = performance.now();
  const rate = createRate(startMs);
  const say = (line: string) => {
    statusLine.clear();
    terminal.say(line);
  };
  const logEvaluationErrors = createRareLog(freshEvaluationErrors(engine), say);
  const logLosses = createRareLog(
    freshLosses(() => collector.stats()),
    say,
  );
  let events = 0;
  let errors = 0;

  const output = (found: ReturnType<Engine['process']>) => {
    const nowMs = Date.now();
    if (found.length > 0) alerts.write(found.filter((alert) => rateLimit.admit(alert, nowMs)));
  };
  const onEvent = (event: RuntimeEvent) => {
    events += 1;
    output(engine.process(event));
  };
  const tick = () => {
    output(engine.advance(Date.now()));
    alerts.write(rateLimit.advance(Date.now()));
    const nowMs = performance.now();
    logEvaluationErrors(nowMs);
    logLosses(nowMs);
    const perSecond = rate(events, nowMs);
    const lost = lostEvents(collector.stats());
    statusLine.show(statusText({ elapsedMs: nowMs - startMs, perSecond, lost, alerts: alerts.count }, terminal));
  };
  const onError = (error: unknown) => {
    errors += 1;
    // One event that the engine stumbles over must not end the watch; the first says what to look for.
    if (errors === 1) say(`Cannot process an event: ${error instanceof Error ? error.message : String(error)}`);
  };

  collector.start(onEvent, { onError });
  const timer = setInterval(tick, tickMs);
  await waitForEnd(terminal.stop, forMs);
  clearInterval(timer);
  statusLine.clear();
  collector.stop();
  if (errors > 1) terminal.say(`${counted(errors, 'event')} could not be processed`);
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
