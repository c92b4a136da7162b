import { median } from '../median.ts';
import { type Background, startFloor, startOpensnoop, startReader, startWatch } from './background.ts';
import type { Figure, Figures } from './figure.ts';
import type { Plan } from './plan.ts';
import { missingRedis, timeRedis } from './redis.ts';
import { runWorkload } from './run-workload.ts';
import { timeShellBuild } from './shell-build.ts';

/** What is timed: nanoseconds a call, seconds a piece of work. */
type Work = 'syscall' | 'open' | 'build' | 'redis';
/** Beside what. */
type Beside = 'alone' | 'floor' | 'watch' | 'reader' | 'opensnoop';

/** By what and beside what: a time for each round. */
type Times = Partial<Record<`${Work} ${Beside}`, number[]>>;

/** What the machine pays for being watched: rounds of nothing, `rulelib watch` and its peers, one after the other. */
export async function measureCosts(plan: Plan): Promise<Figures> {
  const times: Times = {};
  const redis = missingRedis();
  const works: readonly Work[] = redis ? ['syscall', 'open', 'build'] : ['syscall', 'open', 'build', 'redis'];
  for (let round = 0; round < plan.rounds; round++) {
    await timeAll(times, 'alone', works, plan);
    await timeBeside(times, 'watch', await startWatch(), works, plan);
    await timeBeside(times, 'floor', await startFloor(), ['syscall', 'open'], plan);
    await timeBeside(times, 'reader', await startReader(), ['open'], plan);
    await timeBeside(times, 'opensnoop', await startOpensnoop(), ['syscall', 'open'], plan);
  }
  return {
    uninterestingSystemCall: {
      ...added(times, 'syscall', 'watch'),
      goal: 30,
      peers: {
        ...peer('an empty program', times, 'syscall', 'floor'),
        ...peer('opensnoop', times, 'syscall', 'opensnoop'),
      },
    },
    aboveEmptyProgram: difference(times, 'syscall', 'watch', 'floor'),
    unmatchedOpen: {
      ...added(times, 'open', 'watch'),
      goal: 200,
      peers: {
        ...peer('an empty program', times, 'open', 'floor'),
        ...peer('opensnoop', times, 'open', 'opensnoop'),
      },
    },
    openAboveEmptyProgram: difference(times, 'open', 'watch', 'floor'),
    sentEvent: { ...added(times, 'open', 'reader'), peers: peer('opensnoop', times, 'open', 'opensnoop') },
    shellBuild: slowdown(times, 'build'),
    redis: redis ? { unit: '%', skipped: redis } : slowdown(times, 'redis'),
  };
}

async function timeBeside(
  times: Times,
  beside: Beside,
  background: Background | undefined,
  works: readonly Work[],
  plan: Plan,
): Promise<void> {
  if (!background) return;
  try {
    await timeAll(times, beside, works, plan);
  } finally {
    await background.stop();
  }
}

async function timeAll(times: Times, beside: Beside, works: readonly Work[], plan: Plan): Promise<void> {
  for (const work of works) {
    const repeated: number[] = [];
    const repeats = work === 'syscall' || work === 'open' ? plan.repeats : 1;
    for (let i = 0; i < repeats; i++) repeated.push(await timeOf(work, plan));
    const key = `${work} ${beside}` as const;
    // The least: whatever else the machine does can only add to it.
    times[key] = [...(times[key] ?? []), Math.min(...repeated)];
  }
}

async function timeOf(work: Work, plan: Plan): Promise<number> {
  switch (work) {
    case 'syscall':
      return ((await runWorkload('quiet', 'getppid', plan.calls)).psPerCall as number) / 1000;
    case 'open':
      return ((await runWorkload('quiet', 'open', plan.opens)).psPerCall as number) / 1000;
    case 'build':
      return timeShellBuild(plan.buildSteps);
    case 'redis':
      return timeRedis(plan.redisRequests);
  }
}

function added(times: Times, work: Work, beside: Beside): Figure {
  return difference(times, work, beside, 'alone');
}

/** Round by round: what is the same for both in a round, such as a busy neighbour, is in neither. */
function difference(times: Times, work: Work, beside: Beside, than: Beside): Figure {
  const base = times[`${work} ${than}`] ?? [];
  const rounds = (times[`${work} ${beside}`] ?? []).map((time, round) => time - (base[round] as number));
  return { value: median(rounds), unit: 'ns', spread: [Math.min(...rounds), Math.max(...rounds)] };
}

function peer(name: string, times: Times, work: Work, beside: Beside): Record<string, number> {
  return times[`${work} ${beside}`] ? { [name]: added(times, work, beside).value as number } : {};
}

function slowdown(times: Times, work: Work): Figure {
  const alone = times[`${work} alone`] ?? [];
  const rounds = (times[`${work} watch`] ?? []).map((time, round) => (time / (alone[round] as number) - 1) * 100);
  return { value: median(rounds), unit: '%', spread: [Math.min(...rounds), Math.max(...rounds)] };
}
