import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { generateEvents, toLine } from './workload.ts';

/** What stands in a log between the events. */
export interface LogMix {
  readonly events: number;
  /** Lines that are no event, of each kind, for a hundred events. */
  readonly brokenPercent: number;
  /** Lines of 8 MB. */
  readonly longLines: number;
}

const longLine = Buffer.from(`{"message":"${'x'.repeat(8_000_000)}"}\n`);

/** Writes a log; the lines that are none are spread evenly. */
export async function writeLog(path: string, { events, brokenPercent, longLines }: LogMix): Promise<void> {
  const stream = createWriteStream(path, { highWaterMark: 4 * 1024 * 1024 });
  const longEvery = longLines === 0 ? Number.POSITIVE_INFINITY : Math.floor(events / longLines);
  const brokenEvery = brokenPercent === 0 ? Number.POSITIVE_INFINITY : Math.floor(100 / brokenPercent);
  let index = 0;
  for (const event of generateEvents(events)) {
    index += 1;
    const line = toLine(event);
    const parts: (string | Buffer)[] = [line];
    if (index % longEvery === 0) parts.push(longLine);
    if (index % brokenEvery === 0) {
      parts.push(`${line.slice(0, 400)}\n`, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(line)]));
      parts.push(line.replace('{"timestamp"', '{"unknown":1,"timestamp"'));
    }
    for (const part of parts) {
      if (!stream.write(part)) await once(stream, 'drain');
    }
  }
  stream.end();
  await finished(stream);
}
