import type { NamedProfile } from '@rulelibrary/schema';
import { workloadText } from './load-named-profiles.ts';
import { entriesOf, type ProfileSection, profileSections } from './profile-entries.ts';

/** What one of two profiles of a container has and the other has not. */
export interface ProfileDifference {
  readonly workload: string;
  readonly container: string;
  readonly section: ProfileSection;
  readonly only: 'first' | 'second';
  readonly entry: readonly string[];
}

/** A container of which only one side has a profile. */
export interface UnpairedProfile {
  readonly workload: string;
  readonly container: string;
  readonly only: 'first' | 'second';
}

/**
 * Compares profiles container by container; those of workloads by different names are compared where there is one on each
 * side. Entries are compared as they stand, patterns as text.
 */
export function diffProfiles(
  first: readonly NamedProfile[],
  second: readonly NamedProfile[],
): { readonly differences: readonly ProfileDifference[]; readonly unpaired: readonly UnpairedProfile[] } {
  const [one, other] = [first[0], second[0]];
  const isSingle = first.length === 1 && second.length === 1 && one !== undefined && other !== undefined;
  if (isSingle) return { differences: differencesOf(one, other), unpaired: [] };
  const byKey = new Map(second.map((named) => [keyOf(named), named]));
  const keys = new Set(first.map(keyOf));
  const pairs = first.flatMap((named) => {
    const twin = byKey.get(keyOf(named));
    return twin === undefined ? [] : [[named, twin] as const];
  });
  return {
    differences: pairs.flatMap((pair) => differencesOf(...pair)),
    unpaired: [
      ...first.filter((named) => !byKey.has(keyOf(named))).map((named) => unpaired(named, 'first')),
      ...second.filter((named) => !keys.has(keyOf(named))).map((named) => unpaired(named, 'second')),
    ],
  };
}

function keyOf(named: NamedProfile): string {
  return JSON.stringify([workloadText(named), named.containerName]);
}

function unpaired(named: NamedProfile, only: 'first' | 'second'): UnpairedProfile {
  return { workload: workloadText(named), container: named.containerName, only };
}

function differencesOf(first: NamedProfile, second: NamedProfile): ProfileDifference[] {
  const sections = Object.keys(profileSections) as ProfileSection[];
  return sections.flatMap((section) => {
    const [before, after] = [first, second].map(({ profile }) => entriesOf(profile, section).map((row) => [...row]));
    const difference = (only: 'first' | 'second') => (entry: readonly string[]) => {
      return { workload: workloadText(first), container: first.containerName, section, only, entry };
    };
    return [
      ...missingFrom(after ?? [], before ?? []).map(difference('first')),
      ...missingFrom(before ?? [], after ?? []).map(difference('second')),
    ];
  });
}

function missingFrom(held: readonly (readonly string[])[], wanted: readonly (readonly string[])[]) {
  const known = new Set(held.map((entry) => JSON.stringify(entry)));
  return wanted.filter((entry) => !known.has(JSON.stringify(entry)));
}
