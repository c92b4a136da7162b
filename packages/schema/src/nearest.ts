/** Names longer than this are never compared: the work grows with the product of both lengths. */
const longestName = 64;

/**
 * The candidate that `name` most likely stands for, when one is close enough to suggest: "did you mean …".
 *
 * Edits are insertions, deletions, replacements and swaps of neighbours; one is allowed up to 3 characters, two up to 6,
 * three beyond, where the caller does not say how many. Case costs nothing. Of two equally near the earlier candidate wins.
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  edits: number = allowedEdits(name),
): string | undefined {
  if (name.length > longestName) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = edits + 1;
  for (const candidate of candidates) {
    // The difference in length is a lower bound of the distance.
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function allowedEdits(name: string): number {
  if (name.length <= 3) return 1;
  return name.length <= 6 ? 2 : 3;
}

/** Optimal string alignment distance, three rows at a time. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replace = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min(replace, at(previous, column) + 1, at(current, column - 1) + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, at(beforePrevious, column - 2) + 1);
      current.push(cost);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
