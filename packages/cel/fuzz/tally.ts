/** How often what happened. */
export interface Tally {
  /** Gives nothing, so that it can end a function that finds nothing. */
  readonly count: (what: string) => undefined;
  /** The most frequent first. */
  readonly lines: () => readonly string[];
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    count: (what) => {
      counts.set(what, (counts.get(what) ?? 0) + 1);
      return undefined;
    },
    lines: () =>
      [...counts].sort(([, a], [, b]) => b - a).map(([what, count]) => `${String(count).padStart(9)}  ${what}`),
  };
}
