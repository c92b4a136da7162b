import { maskRecord, toRecord } from '@rulelibrary/engine';
import type { EventSource } from '@rulelibrary/engine/node';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { parseDuration } from '../arguments/parse-duration.ts';
import { parseRingSize } from '../arguments/parse-ring-size.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { CommandError } from '../command-error.ts';
import { openLiveEvents } from '../live/open-live.ts';
import { createPartErrorLog, type PartErrorLog } from '../live/part-error-log.ts';
import { waitForEnd } from '../live/wait-for-end.ts';
import type { LineWriter } from '../output/create-line-writer.ts';
import { openRecording } from '../output/open-recording.ts';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';
import { formatDuration } from '../render/format-duration.ts';
import { renderContextCounts } from '../render/render-context-counts.ts';
import { renderFeatures } from '../render/render-features.ts';
import { lostEvents, renderLiveCounts } from '../render/render-live-counts.ts';
import { createStatusLine } from '../render/status-line.ts';
import { toPrintableJson } from '../render/to-printable.ts';
import { defineCommand, exitCodes } from './command.ts';

const refreshMs = 500;

/** `rulelib record`: events of this machine into a file. */
export const recordCommand = defineCommand(
  {
    name: 'record',
    summary: 'Record the events of this machine, all types, before deduplication',
    options: {
      for: {
        kind: 'value',
        placeholder: 'DURATION',
        help: 'how long, such as 500ms, 30s, 5m, 1h30m (default: until Ctrl-C)',
      },
      out: {
        kind: 'value',
        placeholder: 'FILE',
        help: 'where to: .gz and .zst compress, - is standard output (required)',
      },
      ring: {
        kind: 'value',
        placeholder: 'SIZE',
        help: 'room for events between the kernel and this program, such as 64MiB (default: 8MiB)',
      },
      unmasked: { kind: 'flag', help: 'record passwords, tokens and keys instead of masking them' },
    },
    notes: [
      'Needs root and a kernel with BTF. One JSON object a line; rulelib replay reads it. Calls that failed are recorded, too.',
      'Exit codes: 0 recorded; 2 could not run, or the file could not be written to its end.',
    ],
    example: 'npx rulelib record --for 30s --out incident.jsonl.gz',
  },
  async ({ options }, terminal) => {
    if (options.out === undefined) throw new UsageError('Expected --out FILE, got nothing');
    const forMs = options.for === undefined ? undefined : parseDuration(options.for);
    const ringBytes = await parseRingSize(options.ring);
    const errors = createPartErrorLog();
    const source = await openLiveEvents({ collector: { includeFailed: true, ringBytes }, onError: errors.onError });
    if ('missing' in source) throw new CommandError(source.missing);
    try {
      const writer = await openRecording(options.out, terminal.stdout.stream);
      terminal.say(['recording', ...renderFeatures(source.features)].join('\n'));
      await recordEvents({ source, errors, writer, terminal, forMs, isMasked: !options.unmasked });
    } finally {
      source.stop();
    }
    return exitCodes.clean;
  },
);

interface Recording {
  readonly source: EventSource;
  readonly errors: PartErrorLog;
  readonly writer: LineWriter;
  readonly terminal: Terminal;
  readonly forMs: number | undefined;
  readonly isMasked: boolean;
}

async function recordEvents({ source, errors, writer, terminal, forMs, isMasked }: Recording): Promise<void> {
  const count = { written: 0, unwritten: 0 };
  const startMs = performance.now();
  const statusLine = createStatusLine(terminal.stderr);
  const write = (event: RuntimeEvent) => {
    const record = toRecord(event);
    const isWritten = writer.write(toPrintableJson(JSON.stringify(isMasked ? maskRecord(record) : record)));
    count[isWritten ? 'written' : 'unwritten'] += 1;
  };
  source.start({
    onEvent: (event, info) => (info === undefined ? source.hold(event) : write(event)),
    onReleased: write,
  });
  const timer = setInterval(() => {
    writer.flush();
    statusLine.show(recordStatus(performance.now() - startMs, count, lostEvents(source.stats().collector)));
  }, refreshMs);
  await waitForEnd(AbortSignal.any([terminal.stop, writer.failure]), forMs);
  clearInterval(timer);
  statusLine.clear();
  source.stop();
  for (const line of errors.fresh()) terminal.say(line);
  await closeWriter(writer, terminal);
  if (terminal.stop.reason === 'EPIPE') return;
  const held =
    count.unwritten > 0 ? `, ${count.unwritten.toLocaleString('en-US')} not written: the output was too slow` : '';
  const headline = `${counted(count.written, 'event')} recorded${held}`;
  const stats = source.stats();
  terminal.say([headline, ...renderLiveCounts(stats.collector), ...renderContextCounts(stats)].join('\n'));
}

async function closeWriter(writer: LineWriter, { stop }: Terminal): Promise<void> {
  try {
    await writer.end();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE' || stop.reason === 'EPIPE') return;
    throw new CommandError(`Cannot write the recording: ${(error as Error).message}`);
  }
}

function recordStatus(elapsedMs: number, count: { written: number; unwritten: number }, lost: number): string {
  const parts = [counted(count.written, 'event'), `${lost.toLocaleString('en-US')} lost`];
  if (count.unwritten > 0) parts.push(`${count.unwritten.toLocaleString('en-US')} not written`);
  return `recording ${formatDuration(elapsedMs)}  ${parts.join('  ')}`;
}
