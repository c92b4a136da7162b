import { type Collector, openCollector } from '@rulelibrary/engine/collector';
import {
  type Container,
  type ContainerDiscovery,
  type ContainerDiscoveryOptions,
  type ContainerEnd,
  openContainerDiscovery,
} from '@rulelibrary/engine/containers';
import { vi } from 'vitest';

/** A discovery that runs, and what it told. */
export interface ContainerWatch {
  readonly discovery: ContainerDiscovery;
  readonly added: readonly Container[];
  readonly removed: readonly (ContainerEnd & { readonly id: string })[];
  /** What was told last of the container of the id; resolves when `isReady` holds for it. */
  until(id: string, isReady?: (container: Container) => boolean): Promise<Container>;
  untilRemoved(id: string): Promise<ContainerEnd>;
  stop(): void;
}

export interface WatchContainersOptions extends ContainerDiscoveryOptions {
  /** Whether the collector's events are given to it; default true. */
  readonly withEvents?: boolean;
}

const patience = { timeout: 30_000, interval: 20 };

/** Looks for containers without asking this machine's own daemons; with the collector's events, unless told otherwise. */
export function watchContainers({ withEvents = true, ...options }: WatchContainersOptions = {}): ContainerWatch {
  const discovery = openContainerDiscovery({ containerdSocket: false, dockerSocket: false, ...options });
  const collector: Collector | undefined = withEvents
    ? openCollector({ eventTypes: ['exec', 'fork', 'exit'] })
    : undefined;
  const added: Container[] = [];
  const removed: (ContainerEnd & { readonly id: string })[] = [];
  const latest = new Map<string, Container>();
  discovery.start({
    added(container) {
      added.push(container);
      latest.set(container.id, container);
    },
    changed: (container) => latest.set(container.id, container),
    removed: ({ id }, end) => removed.push({ id, ...end }),
  });
  collector?.start((event) => discovery.observe(event));
  return {
    ...{ discovery, added, removed },
    until: (id, isReady = () => true) =>
      vi.waitUntil(() => {
        const container = latest.get(id);
        return container && isReady(container) ? container : undefined;
      }, patience),
    untilRemoved: (id) => vi.waitUntil(() => removed.find((end) => end.id === id), patience),
    stop() {
      collector?.stop();
      discovery.stop();
    },
  };
}
