import { type ProfileRead, readsOf } from '@rulelibrary/cel';
import type { ProfileCoverage, ProfileDemand, ProfilePart, Rule, RuleSpec } from '@rulelibrary/schema';

/** What a rule reads of a profile: as it declares, and whole where it reads a part that it does not declare. */
export function demandOf({ spec }: Rule): ProfileCoverage {
  const parts = new Set(
    textsOf(spec)
      .flatMap(profileReads)
      .map(({ part }) => part),
  );
  return Object.fromEntries([...parts].map((part) => [part, spec.profileDataRequired?.[part] ?? 'all']));
}

/** What any of the rules reads. */
export function joinDemands(demands: readonly ProfileCoverage[]): ProfileCoverage {
  const joint: Partial<Record<ProfilePart, ProfileDemand>> = {};
  for (const demand of demands) {
    for (const [part, wanted] of Object.entries(demand) as [ProfilePart, ProfileDemand][]) {
      const held = joint[part];
      joint[part] = held === 'all' || wanted === 'all' ? 'all' : [...(held ?? []), ...wanted];
    }
  }
  return joint;
}

/** Whether everything that is needed was observed. @param held undefined: all there is */
export function covers(held: ProfileCoverage | undefined, needed: ProfileCoverage): boolean {
  if (held === undefined) return true;
  return (Object.entries(needed) as [ProfilePart, ProfileDemand][]).every(([part, wanted]) =>
    coversDemand(held[part], wanted),
  );
}

/** {@link covers} for one demand, asked with every event: each coverage is compared once, for as long as it lives. */
export function createCoverageTest(needed: ProfileCoverage): (held: ProfileCoverage | undefined) => boolean {
  const known = new WeakMap<ProfileCoverage, boolean>();
  return (held) => {
    if (held === undefined) return true;
    let answer = known.get(held);
    if (answer === undefined) {
      answer = covers(held, needed);
      known.set(held, answer);
    }
    return answer;
  };
}

export type TextPattern = readonly [kind: 'exact' | 'prefix' | 'suffix' | 'contains', text: string];

/** Any of them is meant. */
export function patternsOf(demand: Exclude<ProfileDemand, 'all'>): readonly TextPattern[] {
  return demand.flatMap((pattern) => Object.entries(pattern) as unknown as readonly TextPattern[]);
}

function coversDemand(held: ProfileDemand | undefined, wanted: ProfileDemand): boolean {
  if (held === 'all') return true;
  if (held === undefined || wanted === 'all') return false;
  const patterns = patternsOf(held);
  return patternsOf(wanted).every((one) => patterns.some((pattern) => includes(pattern, one)));
}

/** Whether every text that matches the second matches the first. */
function includes([kind, text]: TextPattern, [otherKind, other]: TextPattern): boolean {
  switch (kind) {
    case 'exact':
      return otherKind === 'exact' && other === text;
    case 'prefix':
      return (otherKind === 'exact' || otherKind === 'prefix') && other.startsWith(text);
    case 'suffix':
      return (otherKind === 'exact' || otherKind === 'suffix') && other.endsWith(text);
    case 'contains':
      return other.includes(text);
  }
}

function textsOf({ expressions }: RuleSpec): readonly string[] {
  const conditions = [...(expressions.ruleExpression ?? []), ...(expressions.sequence?.steps ?? [])];
  return [...conditions.map(({ expression }) => expression), expressions.message, expressions.uniqueId];
}

/** A text that does not parse is the compiler's to report. */
function profileReads(source: string): readonly ProfileRead[] {
  try {
    return readsOf(source).calls.flatMap(({ profile }) => (profile === undefined ? [] : [profile]));
  } catch {
    return [];
  }
}
