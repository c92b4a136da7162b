import type { Readable } from 'node:stream';
import { quote } from '@rulelibrary/schema/yaml';
import { type Catalogue, createEventReader, parseEventLine, type ThreatEvent } from '@rulelibrary/threat-rules';
import { readLines } from '../input/read-lines.ts';

/**
 * The longest line of a log that is read: far above an event, and patterns run over all of it. Whoever writes longer ones
 * would otherwise decide how long everyone waits.
 */
export const maximumLogLine = 1024 * 1024;

/** A log of something else has as many broken lines as lines; the summary has the count of all. */
const maximumReported = 20;

/** What was read. */
export interface LogCounts {
  readonly events: number;
  /** Lines that are no event, and were skipped. */
  readonly broken: number;
  /** Keys that are no field, and were passed over. */
  readonly unknownKeys: number;
}

export interface LogReader {
  /** @param line its number in its file, from 1 */
  readonly onEvent: (event: ThreatEvent, line: number) => void;
  readonly say: (text: string) => void;
  readonly catalogue: Catalogue;
  readonly stop: AbortSignal;
}

/**
 * Hands on the events of a JSON lines log. What cannot be read is skipped, said with its line and counted; of keys that are no
 * field the first line of each is said.
 *
 * @param files one after the other, such as those that bear the log's name in turn
 * @returns what was read, and why reading ended before the log did
 */
export async function scanLog(
  files: Iterable<Readable> | AsyncIterable<Readable>,
  name: string,
  { onEvent, say, catalogue, stop }: LogReader,
): Promise<LogCounts & { readonly error: Error | undefined }> {
  const read = createEventReader(catalogue);
  const said = new Set<string>();
  let events = 0;
  let broken = 0;
  let unknownKeys = 0;
  const onBrokenLine = (message: string, line: number) => {
    broken += 1;
    if (broken <= maximumReported) say(`${name}:${line}: ${message}; skipped`);
    if (broken === maximumReported + 1) say(`${name}:${line}: further broken lines are counted only`);
  };
  const onUnknownKeys = (keys: readonly string[], line: number) => {
    unknownKeys += keys.length;
    for (const key of keys) {
      if (said.size > maximumReported || said.has(key)) continue;
      said.add(key);
      const isLast = said.size > maximumReported;
      say(
        `${name}:${line}: ${isLast ? 'further unknown keys are counted only' : `Unknown key ${quote(key)}; passed over`}`,
      );
    }
  };
  const onLine = (text: string, line: number) => {
    const parsed = parseEventLine(text, read);
    if (parsed.event === undefined) return onBrokenLine(parsed.message, line);
    if (parsed.unknownKeys.length > 0) onUnknownKeys(parsed.unknownKeys, line);
    events += 1;
    onEvent(parsed.event, line);
  };
  let error: Error | undefined;
  for await (const file of files) {
    error = await readLines(file, { onLine, onBrokenLine, maxLineBytes: maximumLogLine }, stop);
    if (error !== undefined) break;
  }
  return { events, broken, unknownKeys, error };
}
