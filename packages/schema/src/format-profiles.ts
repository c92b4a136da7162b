import type { ContainerProfile, NamedProfile, ProfileCoverage } from './container-profile.ts';
import { progress } from './merge-profiles.ts';
import { coverageText, learningAnnotations } from './profile-annotations.ts';
import { type ProfileKind, profileKinds } from './profile-half.ts';
import { dumpYaml } from './yaml/dump-yaml.ts';

const recordedKeys = {
  ApplicationProfile: ['capabilities', 'syscalls', 'execs', 'opens', 'endpoints', 'rulePolicies'],
  NetworkNeighborhood: ['ingress', 'egress'],
} as const satisfies Readonly<Record<ProfileKind, readonly (keyof ContainerProfile)[]>>;

/**
 * The profiles as YAML, an `ApplicationProfile` and a `NetworkNeighborhood` for each: what `parseProfiles` reads back as they
 * were, and `kubectl apply` takes. A profile needs a name, that of its objects.
 */
export function formatProfiles(profiles: readonly NamedProfile[]): string {
  return profiles.flatMap(profileObjects).map(dumpYaml).join('---\n');
}

/** An object as the API server takes it. */
export interface ProfileObject {
  readonly apiVersion: string;
  readonly kind: ProfileKind;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly containers: readonly object[] };
}

/** The objects of {@link formatProfiles} for one profile: its ApplicationProfile, and its NetworkNeighborhood. */
export function profileObjects(named: NamedProfile): ProfileObject[] {
  return profileKinds.map((kind) => objectOf(kind, [named]));
}

/**
 * The same with all containers of a workload in one object of each kind, named after the workload, without what learning
 * alone needs: what a cluster is given. The joint status is the less advanced one.
 */
export function formatWorkloads(profiles: readonly NamedProfile[]): string {
  const workloads = Map.groupBy(profiles, ({ namespace, workload }) => JSON.stringify([namespace, workload]));
  const objects = [...workloads.values()].flatMap((containers) => {
    const joint = containers.map(({ learning: _, ...named }) => ({ ...named, profile: jointState(named, containers) }));
    return profileKinds.map((kind) => objectOf(kind, joint));
  });
  return objects.map(dumpYaml).join('---\n');
}

function jointState(
  { profile, workload, containerName }: NamedProfile,
  all: readonly NamedProfile[],
): ContainerProfile {
  const rank = ({ profile: { status } }: NamedProfile) => progress.indexOf(status);
  const { status } = all.toSorted((one, other) => rank(one) - rank(other))[0]?.profile ?? profile;
  const isPartial = all.some((one) => one.profile.completion === 'partial');
  const parts = Object.keys(profile.coverage ?? {}) as (keyof ProfileCoverage)[];
  const shared = parts.filter((part) =>
    all.every((one) => (one.profile.coverage ?? profile.coverage)?.[part] === 'all'),
  );
  return {
    ...profile,
    status,
    ...(isPartial && { completion: 'partial' as const }),
    ...(profile.coverage && { coverage: Object.fromEntries(shared.map((part) => [part, 'all' as const])) }),
    name: objectName(workload ?? containerName),
  };
}

/** As Kubernetes takes it: RFC 1123. */
function objectName(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 253);
  return plain.replace(/^-+/, '').replace(/-+$/, '') || 'profile';
}

function objectOf(kind: ProfileKind, containers: readonly NamedProfile[]): ProfileObject {
  const [first] = containers as readonly [NamedProfile];
  const name = first.profile.name ?? first.workload ?? first.containerName;
  const { namespace } = first;
  return {
    apiVersion: 'kubescape.io/v1',
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }), annotations: annotationsOf(first, name) },
    spec: { containers: containers.map((named) => containerOf(kind, named)) },
  };
}

function containerOf(kind: ProfileKind, named: NamedProfile): object {
  const { profile, containerName } = named;
  const image = kind === 'ApplicationProfile' ? imageOf(named) : {};
  const recorded = recordedKeys[kind].flatMap((key) => (profile[key] === undefined ? [] : [[key, profile[key]]]));
  return { name: containerName, ...image, ...Object.fromEntries(recorded) };
}

function annotationsOf({ profile, workload, learning }: NamedProfile, name: string): Readonly<Record<string, string>> {
  return {
    'kubescape.io/status': profile.status,
    ...(profile.completion && { 'kubescape.io/completion': profile.completion }),
    ...(profile.coverage && { 'kubescape.io/coverage': coverageText(profile.coverage) }),
    ...(workload !== undefined && workload !== name && { 'kubescape.io/workload': workload }),
    ...(learning && learningAnnotations(learning)),
  };
}

function imageOf({ image, imageDigest }: NamedProfile): object {
  return { ...(image && { imageTag: image }), ...(imageDigest && { imageID: imageDigest }) };
}
