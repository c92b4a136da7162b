import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine } from '@rulelibrary/engine';
import { openCollector } from '@rulelibrary/engine/collector';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { makeFolder } from './make-folder.ts';
import { median } from './median.ts';

/** Events a second on one thread, from a full ring. */
export interface Throughput {
  /** From the ring to the decoded path. */
  readonly decoded: number;
  /** From the ring through deduplication and the default rules. */
  readonly evaluated: number;
}

const opens = 40_000;
const rounds = 3;
const ringBytes = 64 * 2 ** 20;
const rulesFolder = fileURLToPath(new URL('../../../pkg/rules', import.meta.url));
const flood = fileURLToPath(new URL('../../engine/native/.output/workloads/flood', import.meta.url));

/** Fills the ring while the thread is blocked, then times how fast it is emptied. */
export async function measureThroughput(): Promise<Throughput> {
  const { rules } = await readRules([rulesFolder]);
  const decoded: number[] = [];
  const evaluated: number[] = [];
  let length = 0;
  for (let round = 0; round < rounds; round++) {
    decoded.push(
      await emptyRing((event) => {
        length += event.path?.length ?? 0;
      }),
    );
    const engine = createEngine({ rules });
    evaluated.push(
      await emptyRing((event) => {
        engine.process(event);
      }),
    );
  }
  if (length === 0) throw new Error('Cannot measure: no path was decoded');
  return { decoded: median(decoded), evaluated: median(evaluated) };
}

async function emptyRing(take: (event: RuntimeEvent) => void): Promise<number> {
  const collector = openCollector({ eventTypes: ['open'], ringBytes });
  const folder = makeFolder();
  try {
    let count = 0;
    let beganMs = 0;
    let endedMs = 0;
    const full = Promise.withResolvers<void>();
    collector.start((event) => {
      if (count === 0) beganMs = performance.now();
      count += 1;
      take(event);
      endedMs = performance.now();
      if (count >= opens) full.resolve();
    });
    spawnSync(flood, [folder, 'distinct', String(opens)], { stdio: ['ignore', 'ignore', 'inherit'] });
    await full.promise;
    return (count / (endedMs - beganMs)) * 1000;
  } finally {
    collector.stop();
    rmSync(folder, { recursive: true });
  }
}
