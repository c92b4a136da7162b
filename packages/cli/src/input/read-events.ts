import type { Readable } from 'node:stream';
import { EventError, parseEventLine, type RuntimeEvent } from '@rulelibrary/schema';
import type { Terminal } from '../output/terminal.ts';
import { readLines } from './read-lines.ts';

/** A recording of something else has as many broken lines as lines; the summary has the count of all. */
const maxReported = 20;

export interface ReplayResult {
  /** Lines that were events. */
  readonly events: number;
  /** Lines that were not, and were skipped. */
  readonly broken: number;
  /** The input ended before its end: it could not be opened, or is cut off or damaged. */
  readonly isIncomplete: boolean;
}

export interface EventReader {
  /** @param line number of its line, from 1 */
  readonly onEvent: (event: RuntimeEvent, line: number) => void;
  readonly terminal: Terminal;
}

/** Hands on the recorded events of `source`. What cannot be read is said, with its place, and the rest counts. */
export async function readEvents(
  source: Readable,
  name: string,
  { onEvent, terminal }: EventReader,
): Promise<ReplayResult> {
  let events = 0;
  let broken = 0;
  const onBrokenLine = (message: string, number: number) => {
    broken += 1;
    if (broken <= maxReported) terminal.say(`${name}:${number}: ${message}; skipped`);
    if (broken === maxReported + 1) terminal.say(`${name}:${number}: further broken lines are counted only`);
  };
  const onLine = (line: string, number: number) => {
    const event = parseOr(line, (message) => onBrokenLine(message, number));
    if (event === undefined) return;
    events += 1;
    onEvent(event, number);
  };
  const error = await readLines(source, { onLine, onBrokenLine }, terminal.stop);
  if (error !== undefined) terminal.say(readError(error, name, events));
  return { events, broken, isIncomplete: error !== undefined };
}

function parseOr(line: string, onError: (message: string) => void): RuntimeEvent | undefined {
  try {
    return parseEventLine(line);
  } catch (error) {
    if (!(error instanceof EventError)) throw error;
    onError(error.message);
    return undefined;
  }
}

function readError(error: Error, name: string, events: number): string {
  const isCutOff = /unexpected end of file/i.test(error.message);
  // Without the path that node adds: the message has it already.
  const cause = isCutOff ? 'the compressed data is cut off' : error.message.replace(/, \w+( '.*')?$/s, '');
  const before = events > 0 ? `; what came before counts` : '';
  return `Cannot read ${events > 0 ? 'all of ' : ''}"${name}": ${cause}${before}`;
}
