import type { Engine } from '../engines/engine.ts';
import { median } from './median.ts';

/** What an expression costs in an engine, of each round: nanoseconds an evaluation. */
export type Rounds = readonly number[];

/** By engine, then by expression. */
export type RuleTimes = readonly (readonly Rounds[])[];

const warmUpNs = 60e6;
/** Long enough to have the engines' garbage collected within: that belongs to what an evaluation costs. */
const blockNs = 3e6;
const rounds = 21;

/**
 * Blocks of evaluations, in rounds over all expressions: in each round an expression is measured in every engine, one
 * after the other, and another engine comes first. All are compiled and warm before: no engine's program is ever alone.
 */
export async function measureRules(engines: readonly Engine[], expressionCount: number): Promise<RuleTimes> {
  const counts: number[][] = [];
  for (const engine of engines) counts.push(await warmUp(engine, expressionCount));
  const times: number[][][] = engines.map(() => Array.from({ length: expressionCount }, () => []));
  for (let round = 0; round < rounds; round++) {
    for (let index = 0; index < expressionCount; index++) {
      for (let turn = 0; turn < engines.length; turn++) {
        const which = (turn + round) % engines.length;
        const count = counts[which]?.[index] as number;
        times[which]?.[index]?.push(await timeBlock(engines[which] as Engine, index, count));
      }
    }
  }
  return times;
}

/** Nanoseconds an evaluation. A quarter of the block goes before and is not counted: the engine comes from other work. */
async function timeBlock(engine: Engine, index: number, count: number): Promise<number> {
  await engine.time(index, Math.ceil(count / 4));
  return (await engine.time(index, count)) / count;
}

/** How many evaluations of each expression make a block. */
async function warmUp(engine: Engine, expressionCount: number): Promise<number[]> {
  const counts: number[] = [];
  for (let index = 0; index < expressionCount; index++) {
    let count = 16;
    let spent = 0;
    let last = 0;
    while (spent < warmUpNs) {
      last = await engine.time(index, count);
      spent += last;
      if (last < blockNs) count *= 2;
    }
    counts.push(Math.max(1, Math.round((count * blockNs) / Math.max(last, 1))));
  }
  return counts;
}

/** The ratio of two engines' costs, of rounds side by side. */
export function ratio(peer: Rounds, own: Rounds): number {
  return median(peer.map((ns, round) => ns / (own[round] as number)));
}
