import type { Readable } from 'node:stream';
import type { Engine } from '@rulelibrary/engine';
import type { AlertOutput } from '../output/alert-output.ts';
import type { Terminal } from '../output/terminal.ts';
import { type ReplayResult, readEvents } from './read-events.ts';

export interface ReplayParts {
  readonly engine: Engine;
  readonly alerts: AlertOutput;
  readonly terminal: Terminal;
}

/** Runs the recorded events of `source` through the engine, whose clock they are. */
export function replayEvents(
  source: Readable,
  name: string,
  { engine, alerts, terminal }: ReplayParts,
): Promise<ReplayResult> {
  return readEvents(source, name, { onEvent: (event) => alerts.write(engine.process(event)), terminal });
}
