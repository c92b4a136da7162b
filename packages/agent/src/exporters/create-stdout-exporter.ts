import type { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { Alert } from '@rulelibrary/engine';
import type { Exporter } from './exporter.ts';
import { createLimitedIntake } from './limited-intake.ts';

export interface StdoutExporterOptions {
  readonly stream: Writable;
  readonly perMinute: number;
  /** Milliseconds since the epoch. */
  readonly nowMs?: () => number;
}

/** A reader that stands still must not fill our memory: beyond this, alerts are lost and counted. */
const maximumWaitingBytes = 16 * 1024 * 1024;

/** How long the end waits for the reader, milliseconds. */
const closeTimeoutMs = 1_000;

/** Alerts as lines of JSON, for whatever collects the container's output. */
export function createStdoutExporter({ stream, perMinute, nowMs = Date.now }: StdoutExporterOptions): Exporter {
  let sent = 0;
  let lost = 0;
  let isGone = false;
  // A reader that has gone is no reason to end; without a listener it would be one.
  stream.on('error', () => {
    isGone = true;
  });
  const write = (alerts: readonly Alert[]) => {
    for (const alert of alerts) {
      if (isGone || stream.writableLength > maximumWaitingBytes) lost += 1;
      else {
        stream.write(`${JSON.stringify(alert)}\n`);
        sent += 1;
      }
    }
  };
  const intake = createLimitedIntake({ perMinute, nowMs, onAlerts: write });
  return {
    send: (alerts) => intake.take(alerts),
    stats: () => ({ sent, lost, heldBack: intake.heldBack() }),
    async close() {
      intake.close();
      if (isGone || stream.writableLength === 0) return;
      // Whoever made the stream ends it; a reader that stands still must not hold our end up.
      const written = new Promise((resolve) => stream.write('', resolve));
      await Promise.race([written, setTimeout(closeTimeoutMs, undefined, { ref: false })]);
    },
  };
}
