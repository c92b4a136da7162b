import type { ContainerProfile, RuntimeEvent } from '@rulelibrary/schema';
import type { ProfileSource } from './profile-source.ts';

/** The event in hand, for rules and helper functions; its profile is looked up once, and only if someone asks. */
export interface EventScope {
  enter(event: RuntimeEvent): void;
  /** Lets go of the event, which may be a view that moves on. */
  leave(): void;
  readonly event: RuntimeEvent | undefined;
  /** The profile of the event's container, in whatever state. */
  profile(): ContainerProfile | undefined;
  /** The profile of the event's container if it is completed. */
  completedProfile(): ContainerProfile | undefined;
  /** The completed profile of any container. */
  completedProfileOf(containerId: string): ContainerProfile | undefined;
}

export function createEventScope(source: ProfileSource | undefined): EventScope {
  let event: RuntimeEvent | undefined;
  let found: { readonly profile: ContainerProfile | undefined } | undefined;

  const profile = () => {
    if (event === undefined || source === undefined) return undefined;
    if (found === undefined) {
      const { containerId, containerName, namespace, podName } = event;
      found = { profile: source.profileOf({ containerId, containerName, namespace, podName }) };
    }
    return found.profile;
  };
  const scope: EventScope = {
    enter(next) {
      event = next;
      found = undefined;
    },
    leave() {
      event = undefined;
      found = undefined;
    },
    get event() {
      return event;
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
