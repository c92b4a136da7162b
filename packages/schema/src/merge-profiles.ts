import { type NamedProfile, profileStatuses } from './container-profile.ts';
import type { Problem } from './problem.ts';
import type { ProfileHalf } from './profile-half.ts';

/**
 * Joins what ApplicationProfile and NetworkNeighborhood objects say of the same container. Objects belong together when
 * namespace and name agree, or when a container of that name is left over once in each kind (hand-written files name
 * their objects freely). The joint status is the less advanced one, and `partial` beats `complete`.
 */
export function mergeProfiles(halves: readonly ProfileHalf[]): { profiles: NamedProfile[]; problems: Problem[] } {
  const { byContainer, problems } = pairByObject(halves);
  return { profiles: pairLeftOver([...byContainer.values()]).map(toNamedProfile), problems };
}

type Halves = readonly [ProfileHalf, ...ProfileHalf[]];

function pairByObject(halves: readonly ProfileHalf[]) {
  const byContainer = new Map<string, Halves>();
  const problems: Problem[] = [];
  for (const half of halves) {
    const key = JSON.stringify([half.namespace, half.objectName, half.containerName]);
    const present = byContainer.get(key);
    const same = present?.find(({ kind }) => kind === half.kind);
    if (same !== undefined) problems.push(duplicate(half, same));
    else byContainer.set(key, present === undefined ? [half] : [...present, half]);
  }
  return { byContainer, problems };
}

function duplicate({ place, kind, containerName }: ProfileHalf, first: ProfileHalf): Problem {
  const at = `${first.place.file}:${first.place.line}:${first.place.column}`;
  return {
    ...place,
    code: 'duplicate-id',
    message: `Duplicate container "${containerName}" in ${kind}, first at ${at}`,
  };
}

function pairLeftOver(groups: readonly Halves[]): Halves[] {
  const lonely = Map.groupBy(
    groups.filter((group) => group.length === 1),
    ([{ namespace, containerName }]) => JSON.stringify([namespace, containerName]),
  );
  const pairs = new Map<Halves, Halves>();
  for (const [first, second, ...more] of lonely.values()) {
    if (first !== undefined && second !== undefined && more.length === 0 && first[0].kind !== second[0].kind) {
      pairs.set(first, [...first, ...second]);
      pairs.set(second, first);
    }
  }
  return groups.flatMap((group) => {
    const pair = pairs.get(group);
    if (pair === undefined) return [group];
    return pair.length === 2 ? [pair] : []; // the second of a pair went into the first
  });
}

function toNamedProfile(halves: Halves): NamedProfile {
  const [{ namespace, objectName, workload, containerName }] = halves;
  const first = <K extends 'coverage' | 'learning' | 'image' | 'imageDigest'>(key: K) =>
    halves.map((half) => half[key]).find((value) => value !== undefined);
  const { coverage, learning, image, imageDigest } = {
    coverage: first('coverage'),
    learning: first('learning'),
    image: first('image'),
    imageDigest: first('imageDigest'),
  };
  const ranks = halves.map(({ status }) => progress.indexOf(status));
  const completions = halves.map(({ completion }) => completion);
  const completion = completions.includes('partial') ? 'partial' : completions.find((value) => value !== undefined);
  return {
    ...(namespace !== undefined && { namespace }),
    ...(workload !== undefined && { workload }),
    containerName,
    ...(image !== undefined && { image }),
    ...(imageDigest !== undefined && { imageDigest }),
    profile: {
      status: progress[Math.min(...ranks)] ?? 'completed',
      ...(completion !== undefined && { completion }),
      ...(coverage !== undefined && { coverage }),
      ...(objectName !== undefined && { name: objectName }),
      ...Object.assign({}, ...halves.map(({ recorded }) => recorded)),
    },
    ...(learning !== undefined && { learning }),
  };
}

/** From the least to the most a rule can rely on. */
export const progress = ['failed', ...profileStatuses.filter((status) => status !== 'failed')] as const;
