const millisecond = 1_000_000n;

/** Turns CLOCK_BOOTTIME, which the kernel stamps events with, into time since the epoch. */
export interface BootClock {
  /** Nanoseconds from boot to the epoch. */
  readonly offsetNs: bigint;
  /** The same in milliseconds. */
  readonly offsetMs: number;
  /** Follows the wall clock when it was set. */
  refresh(): void;
}

/** @param readOffset nanoseconds from CLOCK_BOOTTIME to CLOCK_REALTIME, now */
export function createBootClock(readOffset: () => bigint): BootClock {
  let offsetNs = readOffset();
  // Each event asks for it, and to make a number of a bigint costs more than all else that its time takes.
  let offsetMs = inMs(offsetNs);
  return {
    get offsetNs() {
      return offsetNs;
    },
    get offsetMs() {
      return offsetMs;
    },
    refresh() {
      const now = readOffset();
      // Below a millisecond it is the two readings' distance, and a process would change its start time every second.
      if (now - offsetNs <= millisecond && offsetNs - now <= millisecond) return;
      offsetNs = now;
      offsetMs = inMs(now);
    },
  };
}

function inMs(ns: bigint): number {
  return Number(ns) / 1e6;
}
