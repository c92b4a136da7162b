/** Says whether the time has come to say something again: once a minute for each key, with a bound on keys. */
export type Rarely = (key: string) => boolean;

const minuteMs = 60_000;
const maximumKeys = 1_000;

export function createRarely(now: () => number, everyMs: number = minuteMs): Rarely {
  const lastMs = new Map<string, number>();
  return (key) => {
    const nowMs = now();
    if (nowMs - (lastMs.get(key) ?? Number.NEGATIVE_INFINITY) < everyMs) return false;
    // The oldest first: what is said again stands last.
    lastMs.delete(key);
    if (lastMs.size >= maximumKeys) lastMs.delete(lastMs.keys().next().value ?? '');
    lastMs.set(key, nowMs);
    return true;
  };
}
