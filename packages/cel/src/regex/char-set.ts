/** Code points from the first to the last, both included. */
export type CharRange = readonly [first: number, last: number];

/** Code points as ranges: sorted, none touching another. */
export type CharSet = readonly CharRange[];

export const lastCodePoint = 0x10ffff;

/** All code points, the lone halves of surrogate pairs included: RE2 and a RegExp with the flag u read those as one each. */
export const anyChar: CharSet = [[0, lastCodePoint]];

/** The set of what any of these ranges has. */
export function charSet(ranges: readonly CharRange[]): CharSet {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

export function complement(set: CharSet): CharSet {
  const gaps: CharRange[] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  return next > lastCodePoint ? gaps : [...gaps, [next, lastCodePoint]];
}

export function hasChar(set: CharSet, point: number): boolean {
  return set.some(([first, last]) => first <= point && point <= last);
}

/** The code points of the set; undefined where there are more than `most`, or a lone surrogate is one of them. */
export function charsOf(set: CharSet, most: number): string[] | undefined {
  const count = set.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  if (count > most || touches(set, 0xd800, 0xdfff)) return undefined;
  return set.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
  );
}

/** Whether any code point of the set lies between `first` and `last`. */
export function touches(set: CharSet, first: number, last: number): boolean {
  return set.some((range) => range[0] <= last && first <= range[1]);
}

/**
 * The set with the other case of its letters. Undefined where it holds some but not all of what is beyond ASCII: which
 * letters fold there is a matter of the engine's version of Unicode.
 */
export function foldCase(set: CharSet): CharSet | undefined {
  const beyond = set.filter(([, last]) => last > 0x7f);
  if (beyond.some(([first, last]) => first > 0x80 || last < lastCodePoint)) return undefined;
  const folded: CharRange[] = [...set, ...shifted(set, 'az', -32), ...shifted(set, 'AZ', 32)];
  if (touches(folded, 0x6b, 0x6b)) folded.push([kelvinSign, kelvinSign]);
  if (touches(folded, 0x73, 0x73)) folded.push([longS, longS]);
  return charSet(folded);
}

/** Unicode folds two signs beyond ASCII to ASCII letters: this one to k, the other to s. */
const kelvinSign = 0x212a;
const longS = 0x17f;

function shifted(set: CharSet, ends: string, by: number): CharRange[] {
  const [low, high] = [ends.charCodeAt(0), ends.charCodeAt(1)];
  return set
    .filter(([first, last]) => first <= high && low <= last)
    .map(([first, last]) => [Math.max(first, low) + by, Math.min(last, high) + by]);
}
