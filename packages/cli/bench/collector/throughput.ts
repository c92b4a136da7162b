import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '@rulelibrary/engine';
import { openCollector } from '@rulelibrary/engine/collector';
import type { Rule, RuntimeEvent } from '@rulelibrary/schema';
import { makeFolder } from '../make-folder.ts';
import { median } from '../median.ts';
import type { Figure, Figures } from './figure.ts';
import type { Plan } from './plan.ts';
import { workloads } from './run-workload.ts';

const ringBytes = 64 * 2 ** 20;

/** Fills the ring while the thread is blocked, then times how fast it is emptied: events a second on one thread. */
export async function measureThroughput(rules: readonly Rule[], plan: Plan): Promise<Figures> {
  const decoded: number[] = [];
  const evaluated: number[] = [];
  let length = 0;
  const decode = (event: RuntimeEvent): void => {
    length += event.path?.length ?? 0;
  };
  const engine = createEngine({ rules });
  // The first rounds compile, and are none.
  for (let round = -plan.throughputWarmUps; round < plan.throughputRounds; round++) {
    const rates = [
      await emptyRing(plan.throughputEvents, decode),
      await emptyRing(plan.throughputEvents, (event) => engine.process(event)),
    ] as const;
    if (round < 0) continue;
    decoded.push(rates[0]);
    evaluated.push(rates[1]);
  }
  if (length === 0) throw new Error('Cannot measure: no path was decoded');
  return {
    evaluatedEvents: { ...rateOf(evaluated), goal: 300_000, isMoreBetter: true },
    decodedEvents: { ...rateOf(decoded), isMoreBetter: true },
  };
}

function rateOf(rounds: readonly number[]): Figure {
  return { value: median(rounds), unit: 'events/s', spread: [Math.min(...rounds), Math.max(...rounds)] };
}

async function emptyRing(opens: number, take: (event: RuntimeEvent) => void): Promise<number> {
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
      if (count !== opens) return;
      endedMs = performance.now();
      full.resolve();
    });
    spawnSync(path.join(workloads, 'flood'), [folder, 'distinct', String(opens)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await full.promise;
    return (opens / (endedMs - beganMs)) * 1000;
  } finally {
    collector.stop();
    rmSync(folder, { recursive: true });
  }
}
