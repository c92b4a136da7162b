import { anyMany, anyOne, matchSequence, type SequenceToken } from './match-sequence.ts';

/** A recorded path with wildcards, taken apart once. */
export interface PathPattern {
  readonly tokens: readonly SequenceToken[];
  /** Whether only paths that begin with `/` match (true), only others (false), or both (undefined: it begins with `*`). */
  readonly absolute: boolean | undefined;
}

/**
 * Takes a recorded path apart: `⋯` is exactly one segment; `*` as a whole segment is zero or more, as the last one one or
 * more; inside a longer segment both are literal.
 * @returns undefined where the text holds no wildcard: equality of {@link normalizePath} decides then
 */
export function compilePathPattern(recorded: string): PathPattern | undefined {
  const segments = segmentsOf(recorded);
  if (!segments.includes('*') && !segments.includes('⋯')) return undefined;
  const tokens: SequenceToken[] = segments.map((segment) =>
    segment === '*' ? anyMany : segment === '⋯' ? anyOne : segment,
  );
  // One or more = exactly one, then zero or more.
  if (tokens.at(-1) === anyMany) tokens.splice(-1, 0, anyOne);
  return { tokens, absolute: segments[0] === '*' && !recorded.startsWith('/') ? undefined : recorded.startsWith('/') };
}

/**
 * Whether the path matches the pattern, anchored at both ends; a trailing slash does not count.
 * @param segments of the path, where it is asked for many patterns
 */
export function matchesPath(pattern: PathPattern, path: string, segments = segmentsOf(path)): boolean {
  if (pattern.absolute !== undefined && pattern.absolute !== path.startsWith('/')) return false;
  return matchSequence(pattern.tokens, segments);
}

/** The path without trailing slashes; `/` stays. */
export function normalizePath(path: string): string {
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === 0x2f) end--;
  return end === path.length ? path : path.slice(0, end);
}

/** The parts of the path between its slashes. */
export function segmentsOf(path: string): string[] {
  const normal = normalizePath(path);
  const inner = normal.startsWith('/') ? normal.slice(1) : normal;
  return inner === '' ? [] : inner.split('/');
}
