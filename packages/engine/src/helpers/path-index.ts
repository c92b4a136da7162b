import { compilePathPattern, matchesPath, normalizePath, type PathPattern, segmentsOf } from './path-match.ts';

/** Entries by recorded path, literal ones found at once and patterns tried in turn. */
export interface PathIndex<Entry> {
  /** Whether an entry for the path holds; without `holds` any will do. */
  some(path: string, holds?: (entry: Entry) => boolean): boolean;
}

/** Prepares recorded entries for look-ups by path. */
export function createPathIndex<Entry>(entries: readonly Entry[], pathOf: (entry: Entry) => string): PathIndex<Entry> {
  const literals = new Map<string, Entry[]>();
  const patterns: { readonly pattern: PathPattern; readonly entry: Entry }[] = [];
  for (const entry of entries) {
    const pattern = compilePathPattern(pathOf(entry));
    const path = normalizePath(pathOf(entry));
    const same = literals.get(path);
    if (pattern !== undefined) patterns.push({ pattern, entry });
    else if (same !== undefined) same.push(entry);
    else literals.set(path, [entry]);
  }
  return {
    some(path, holds = () => true) {
      if (literals.get(normalizePath(path))?.some(holds)) return true;
      if (patterns.length === 0) return false;
      const segments = segmentsOf(path);
      return patterns.some(({ pattern, entry }) => matchesPath(pattern, path, segments) && holds(entry));
    },
  };
}
