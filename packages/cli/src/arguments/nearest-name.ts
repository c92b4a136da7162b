/** More edits than this and the suggestion would be a guess. */
const maxDistance = 3;

/** The name that takes the fewest edits from `name`, undefined when none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  // Nobody mistypes a name this long; the bound keeps a hostile argument from costing its square.
  if (name.length > 64) return undefined;
  const limit = Math.min(maxDistance, Math.max(1, Math.floor(name.length / 2)));
  const ranked = names
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
