import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalogue, type CompiledRule, createStream } from '@rulelibrary/threat-rules';
import { scanLog } from '../../src/scan/scan-log.ts';
import { makeFolder } from '../make-folder.ts';
import { median } from '../median.ts';
import { medianRate, type Rate, startRate } from './rate.ts';
import { generateEvents, generateRules } from './workload.ts';
import { writeLog } from './write-logs.ts';

/** On one thread. */
export interface ThreatFigures {
  /** Events that are there already. */
  readonly memory: Rate;
  /** Lines of 800 bytes out of a file. */
  readonly file: Rate;
  /** The same with lines that are no events among them. */
  readonly hostile: Rate;
  readonly findings: number;
  /** Lines of the hostile log that were skipped. */
  readonly skipped: number;
  /** How much larger the process was after the last tenth of the file than after the first. */
  readonly grownMiB: number;
}

const ruleCount = 100;
const memoryEvents = 1_000_000;
const fileEvents = 300_000;
const rounds = 3;

export async function measureThreatRules(): Promise<ThreatFigures> {
  const rules = generateRules(ruleCount);
  const memory = measureMemory(rules);
  const folder = makeFolder();
  try {
    const paths = { file: join(folder, 'log.jsonl'), hostile: join(folder, 'hostile.jsonl') };
    await writeLog(paths.file, { events: fileEvents, brokenPercent: 0, longLines: 0 });
    await writeLog(paths.hostile, { events: fileEvents, brokenPercent: 1, longLines: 10 });
    const file = await measureFile(paths.file, rules);
    const hostile = await measureFile(paths.hostile, rules);
    return {
      memory: memory.rate,
      findings: memory.findings,
      file: file.rate,
      hostile: hostile.rate,
      skipped: hostile.skipped,
      grownMiB: Math.max(file.grownMiB, hostile.grownMiB),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureMemory(rules: readonly CompiledRule[]): { rate: Rate; findings: number } {
  const events = [...generateEvents(memoryEvents)];
  const rates: Rate[] = [];
  let findings = 0;
  for (let round = 0; round < rounds; round++) {
    const stream = createStream(rules);
    findings = 0;
    const rateOf = startRate();
    for (const event of events) findings += stream.process(event).length;
    rates.push(rateOf(events.length));
  }
  if (findings === 0) throw new Error('Cannot measure: no rule has matched');
  return { rate: medianRate(rates), findings };
}

async function measureFile(path: string, rules: readonly CompiledRule[]) {
  const rates: Rate[] = [];
  const grown: number[] = [];
  let skipped = 0;
  for (let round = 0; round < rounds; round++) {
    const stream = createStream(rules);
    let events = 0;
    let earlyBytes = 0;
    const rateOf = startRate();
    const { broken } = await scanLog([createReadStream(path, { highWaterMark: 1024 * 1024 })], path, {
      onEvent: (event, line) => {
        events += 1;
        if (events === fileEvents / 10) earlyBytes = process.memoryUsage.rss();
        stream.process(event, line);
      },
      say: () => {},
      catalogue: builtInCatalogue,
      stop: new AbortController().signal,
    });
    rates.push(rateOf(events));
    grown.push((process.memoryUsage.rss() - earlyBytes) / 2 ** 20);
    skipped = broken;
  }
  return { rate: medianRate(rates), skipped, grownMiB: median(grown) };
}
