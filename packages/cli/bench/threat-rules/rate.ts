import { median } from '../median.ts';

/** Events a second. */
export interface Rate {
  readonly perSecond: number;
  /** For each second of CPU time, user and system: what the machine would carry if it had nothing else to do. */
  readonly perCpuSecond: number;
}

/** Starts the clocks; the function that it gives says what so many events come to. */
export function startRate(): (events: number) => Rate {
  const beganMs = performance.now();
  const cpuAtStart = process.cpuUsage();
  return (events) => {
    const { user, system } = process.cpuUsage(cpuAtStart);
    return {
      perSecond: (events / (performance.now() - beganMs)) * 1000,
      perCpuSecond: (events / (user + system)) * 1_000_000,
    };
  };
}

export function medianRate(rates: readonly Rate[]): Rate {
  return {
    perSecond: median(rates.map(({ perSecond }) => perSecond)),
    perCpuSecond: median(rates.map(({ perCpuSecond }) => perCpuSecond)),
  };
}
