import type { ContainerProfile, RuntimeEvent } from '@rulelibrary/schema';
import type { ContextInfo } from './contexts/context-info.ts';
import type { ProfileSource } from './profile-source.ts';

/** The event in hand, for rules and helper functions; its profile is looked up once, and only if someone asks. */
export interface EventScope {
  /** @param info where it happened, as far as the caller knows; helper functions then ask by more than the event tells */
  enter(event: RuntimeEvent, info?: ContextInfo): void;
  /** Lets go of the event, which may be a view that moves on. */
  leave(): void;
  readonly event: RuntimeEvent | undefined;
  readonly info: ContextInfo | undefined;
  /** The profile of the event's container, in whatever state. */
  profile(): ContainerProfile | undefined;
  /** The profile of the event's container if it is completed. */
  completedProfile(): ContainerProfile | undefined;
  /** The completed profile of any container. */
  completedProfileOf(containerId: string): ContainerProfile | undefined;
}

export function createEventScope(source: ProfileSource | undefined): EventScope {
  let event: RuntimeEvent | undefined;
  let info: ContextInfo | undefined;
  let found: { readonly profile: ContainerProfile | undefined } | undefined;

  const profile = () => {
    if (event === undefined || source === undefined) return undefined;
    if (found === undefined) {
      const { containerId, containerName, namespace, podName, pid } = event;
      found = { profile: source.profileOf({ containerId, containerName, namespace, podName, pid, info }) };
    }
    return found.profile;
  };
  const scope: EventScope = {
    enter(next, where) {
      event = next;
      info = where;
      found = undefined;
    },
    leave() {
      event = undefined;
      info = undefined;
      found = undefined;
    },
    get event() {
      return event;
    },
    get info() {
      return info;
    },
    profile,
    completedProfile: () => completed(profile()),
    completedProfileOf(containerId) {
      if (containerId === (event?.containerId ?? '')) return scope.completedProfile();
      return completed(source?.profileOf({ containerId }));
    },
  };
  return scope;
}

function completed(profile: ContainerProfile | undefined): ContainerProfile | undefined {
  return profile?.status === 'completed' ? profile : undefined;
}
