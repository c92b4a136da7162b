import type { WriteStream } from 'node:tty';
import { createPaint } from '../render/paint.ts';
import { toPrintable } from '../render/to-printable.ts';
import type { Output, Terminal } from './terminal.ts';

/** What the process was given, as commands see it; from here on signals no longer end it by themselves. */
export function processTerminal(process: NodeJS.Process): Terminal {
  const stderr = outputOf(process.stderr, process.env);
  return {
    stdin: process.stdin,
    stdout: outputOf(process.stdout, process.env),
    stderr,
    stop: stopSignal(process),
    say: (line) => stderr.stream.write(`rulelib: ${line.split('\n').map(toPrintable).join('\n')}\n`),
  };
}

function outputOf(stream: WriteStream, env: NodeJS.ProcessEnv): Output {
  const isTerminal = stream.isTTY === true && env['TERM'] !== 'dumb';
  return {
    stream,
    isTerminal,
    // https://no-color.org: set and not empty.
    paint: createPaint(isTerminal && !env['NO_COLOR']),
    columns: () => (isTerminal ? stream.columns || 80 : Number.POSITIVE_INFINITY),
  };
}

function stopSignal(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  // Once: whoever asks a second time does not want to wait for a summary.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => controller.abort(signal));
  // `rulelib watch | head -1`: the reader has had enough, which is no error; anything else, such as a full disk, is one.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    controller.abort(error.code === 'EPIPE' ? 'EPIPE' : error),
  );
  // What cannot be told cannot be told.
  process.stderr.on('error', () => {});
  return controller.signal;
}
