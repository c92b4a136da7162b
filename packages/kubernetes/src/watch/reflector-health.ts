/** How far what is kept can be relied on. */
export interface ReflectorHealth {
  /**
   * `absent`: the cluster does not serve the resource, which was asked again within seconds. `waiting`: after a failure.
   */
  readonly state: 'starting' | 'listing' | 'watching' | 'absent' | 'waiting';
  /** Milliseconds since it was known to be current; absent: it never was. */
  readonly ageMs?: number;
  /** Why it is not watching. */
  readonly problem?: string;
}

/** Counts since the start, but for `objects` and `malformedNow`. */
export interface ReflectorStats {
  readonly objects: number;
  /** Objects that cannot be used at this moment. */
  readonly malformedNow: number;
  readonly lists: number;
  readonly watches: number;
  /** Attempts that failed and were made again. */
  readonly restarts: number;
  /** Times that the API server no longer had what came after the last event, or had lost it. */
  readonly gone: number;
  readonly events: number;
  readonly bookmarks: number;
  readonly malformed: number;
  /** Objects beyond the maximum. */
  readonly refused: number;
}

/** A view that is older is not to be relied on. */
export const oldestViewMs = 60_000;

export function isCurrent({ ageMs }: ReflectorHealth): boolean {
  return ageMs !== undefined && ageMs <= oldestViewMs;
}
