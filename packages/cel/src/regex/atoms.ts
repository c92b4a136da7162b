import { type CharSet, hasChar, lastCodePoint } from './char-set.ts';

/**
 * Splits the alphabet into atoms, characters that no set tells apart, and gives the atoms of each set by their numbers.
 * Undefined where there are more than `most`.
 */
export function atomsOf(sets: readonly CharSet[], most: number): readonly (readonly number[])[] | undefined {
  const starts = new Set([0]);
  for (const range of sets.flat()) starts.add(range[0]).add(range[1] + 1);
  const points = [...starts].filter((point) => point <= lastCodePoint);
  if (points.length > most * 4) return undefined;
  const numbers = new Map<string, number>();
  const atoms: number[][] = sets.map(() => []);
  for (const point of points) {
    const members = sets.flatMap((set, i) => (hasChar(set, point) ? [i] : []));
    if (numbers.has(members.join())) continue;
    numbers.set(members.join(), numbers.size);
    for (const member of members) atoms[member]?.push(numbers.size - 1);
  }
  return numbers.size > most ? undefined : atoms;
}
