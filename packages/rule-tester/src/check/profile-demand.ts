import type { Alternatives, TextPattern } from '@rulelibrary/cel';
import type { ProfileDemand } from '@rulelibrary/schema';

/** What one call needs of a part of a profile: the entries of any one alternative; without any, all entries. */
export type Needed = Alternatives;

/** Whether a declared demand holds every entry that is needed. One that holds more is right too. */
export function covers(declared: ProfileDemand, needed: Needed): boolean {
  if (declared === 'all') return true;
  const patterns = declaredPatterns(declared);
  return needed.some((alternative) => alternative.every((pattern) => patterns.some((held) => holds(held, pattern))));
}

/** What is needed as text, `exact bpf`: of several alternatives the one with the longest texts, which asks for the least. */
export function neededText(needed: Needed): string {
  const patterns = narrowest(needed);
  return patterns === undefined ? 'all' : patternsText(patterns);
}

/** What is declared as text, in the same words. */
export function declaredText(demand: ProfileDemand): string {
  return demand === 'all' ? 'all' : patternsText(declaredPatterns(demand)) || 'nothing';
}

function patternsText(patterns: readonly TextPattern[]): string {
  return patterns.map(({ kind, text }) => `${kind} ${text}`).join(', ');
}

function narrowest(alternatives: Needed): readonly TextPattern[] | undefined {
  const shortest = (patterns: readonly TextPattern[]) => Math.min(...patterns.map(({ text }) => text.length));
  return alternatives.toSorted((a, b) => shortest(b) - shortest(a))[0];
}

function declaredPatterns(demand: Exclude<ProfileDemand, 'all'>): readonly TextPattern[] {
  return demand.flatMap((pattern) =>
    Object.entries(pattern).map(([kind, text]) => ({ kind: kind as TextPattern['kind'], text })),
  );
}

/** Whether every text that matches `needed` matches `held`. */
function holds(held: TextPattern, needed: TextPattern): boolean {
  switch (held.kind) {
    case 'exact':
      return needed.kind === 'exact' && needed.text === held.text;
    case 'prefix':
      return (needed.kind === 'exact' || needed.kind === 'prefix') && needed.text.startsWith(held.text);
    case 'suffix':
      return (needed.kind === 'exact' || needed.kind === 'suffix') && needed.text.endsWith(held.text);
    case 'contains':
      return needed.text.includes(held.text);
  }
}
