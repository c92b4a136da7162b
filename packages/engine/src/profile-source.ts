import type { ContainerProfile } from '@rulelibrary/schema';
import type { ContextInfo } from './contexts/context-info.ts';

/** What names a container, as far as the event tells; all absent on the host. */
export interface ContainerIdentity {
  readonly containerId?: string | undefined;
  readonly containerName?: string | undefined;
  readonly namespace?: string | undefined;
  readonly podName?: string | undefined;
  /** Of the acting process: on the host it tells the service. */
  readonly pid?: number | undefined;
  /** Where the event happened, where that is known. */
  readonly info?: ContextInfo | undefined;
}

/** Where profiles come from: learned, from files, from the cluster. Called once per event at most, for the event's container. */
export interface ProfileSource {
  /**
   * The profile in whatever state it is; undefined when nothing is known of the container.
   * What it gives is not changed any more: a profile that has learned something is another object.
   */
  profileOf(identity: ContainerIdentity): ContainerProfile | undefined;
}
