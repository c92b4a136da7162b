import {
  type ContainerProfile,
  type NamedProfile,
  type ProfilePart,
  profileObjects,
  profileParts,
} from '@rulelibrary/schema';

/** etcd takes 1.5 MiB in one request; the rest is for what the API server adds. */
export const maximumObjectBytes = 1_000_000;

const lists = {
  ApplicationProfile: ['capabilities', 'syscalls', 'execs', 'opens', 'endpoints'],
  NetworkNeighborhood: ['ingress', 'egress'],
} as const;

type ListKey = (typeof lists)[keyof typeof lists][number];

/** What a rule reads of each list. */
const partsOf: Readonly<Record<ListKey, readonly ProfilePart[]>> = {
  capabilities: ['capabilities'],
  syscalls: ['syscalls'],
  execs: ['execs'],
  opens: ['opens'],
  endpoints: ['endpoints'],
  ingress: ['ingressDomains', 'ingressAddresses'],
  egress: ['egressDomains', 'egressAddresses'],
};

/**
 * The profile, as much of it as an object can hold: of what is too large the longest list is cut, and then no longer counts as
 * observed whole, so that no rule takes what was cut for something that never happened.
 */
export function fitProfile(named: NamedProfile, maximumBytes = maximumObjectBytes): NamedProfile {
  let fitting = named;
  for (;;) {
    const sizes = profileObjects(fitting).map((object) => ({ kind: object.kind, bytes: bytesOf(object) }));
    const large = sizes.find(({ bytes }) => bytes > maximumBytes);
    if (large === undefined) return fitting;
    const { profile } = fitting;
    const [longest] = lists[large.kind].toSorted((one, other) => bytesOf(profile[other]) - bytesOf(profile[one]));
    // Nothing but lists grows with what a container does.
    if (longest === undefined || (profile[longest]?.length ?? 0) === 0) return fitting;
    fitting = cut(fitting, longest, maximumBytes / large.bytes);
  }
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value ?? null));
}

function cut(named: NamedProfile, key: ListKey, share: number): NamedProfile {
  const { profile, learning } = named;
  const kept = (profile[key] ?? []).slice(0, Math.floor((profile[key]?.length ?? 0) * share * 0.9));
  const observed = profileParts.filter(
    (part) => !partsOf[key].includes(part) && (profile.coverage === undefined || profile.coverage[part] === 'all'),
  );
  const shortened: ContainerProfile = {
    ...profile,
    completion: 'partial',
    coverage: Object.fromEntries(observed.map((part) => [part, 'all'])),
    [key]: kept,
  };
  const missed = [...new Set([...(learning?.missed ?? []), key])];
  return { ...named, profile: shortened, ...(learning && { learning: { ...learning, missed } }) };
}
