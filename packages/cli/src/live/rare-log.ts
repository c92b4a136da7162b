const intervalMs = 60_000;

/**
 * Says what is new, once a minute at most: a watch that runs for weeks must not keep for its summary that it is blind, nor
 * fill a log with it.
 * @param fresh what there is to say since it was last asked; asked only when it will be said
 * @returns to be called now and then, with a time in milliseconds
 */
export function createRareLog(fresh: () => readonly string[], say: (line: string) => void): (nowMs: number) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (nowMs) => {
    if (nowMs - lastMs < intervalMs) return;
    const lines = fresh();
    if (lines.length === 0) return;
    lastMs = nowMs;
    for (const line of lines) say(line);
  };
}
