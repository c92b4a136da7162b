import type { ContainerProfile } from '@rulelibrary/schema';
import { createEndpointIndex, type EndpointIndex } from './endpoint-index.ts';
import { createExecIndex, type ExecIndex } from './exec-index.ts';
import { createNeighborIndex, type NeighborIndex } from './neighbor-index.ts';
import { createOpenIndex, type OpenIndex } from './open-index.ts';

/** A profile prepared for look-ups, each part when a rule first asks for it. */
export interface ProfileIndex {
  readonly execs: ExecIndex;
  readonly opens: OpenIndex;
  readonly endpoints: EndpointIndex;
  readonly syscalls: ReadonlySet<string>;
  /** Names without `CAP_`: profiles write capabilities both ways. */
  readonly capabilities: ReadonlySet<string>;
  readonly egress: NeighborIndex;
  readonly ingress: NeighborIndex;
}

/** Finds the completed profile of a container. */
export type FindProfile = (containerId: string) => ProfileIndex | undefined;

/** Prepares profiles; each is prepared once, for as long as the profile object itself lives. */
export function createProfileIndexer(): (profile: ContainerProfile) => ProfileIndex {
  const known = new WeakMap<ContainerProfile, ProfileIndex>();
  let last: { readonly profile: ContainerProfile; readonly index: ProfileIndex } | undefined;
  return (profile) => {
    // The rules of an event ask one after the other.
    if (last?.profile === profile) return last.index;
    let index = known.get(profile);
    if (index === undefined) {
      index = indexProfile(profile);
      known.set(profile, index);
    }
    last = { profile, index };
    return index;
  };
}

/** The name of a capability as {@link ProfileIndex.capabilities} has it. */
export function capabilityKey(name: string): string {
  const upper = name.toUpperCase();
  return upper.startsWith('CAP_') ? upper.slice(4) : upper;
}

function indexProfile(profile: ContainerProfile): ProfileIndex {
  const execs = once(() => createExecIndex(profile.execs ?? []));
  const opens = once(() => createOpenIndex(profile.opens ?? []));
  const endpoints = once(() => createEndpointIndex(profile.endpoints ?? []));
  const syscalls = once(() => new Set(profile.syscalls));
  const capabilities = once(() => new Set((profile.capabilities ?? []).map(capabilityKey)));
  const egress = once(() => createNeighborIndex(profile.egress ?? []));
  const ingress = once(() => createNeighborIndex(profile.ingress ?? []));
  return {
    get execs() {
      return execs();
    },
    get opens() {
      return opens();
    },
    get endpoints() {
      return endpoints();
    },
    get syscalls() {
      return syscalls();
    },
    get capabilities() {
      return capabilities();
    },
    get egress() {
      return egress();
    },
    get ingress() {
      return ingress();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
