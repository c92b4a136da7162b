import type { PodIdentity } from '@rulelibrary/schema';
import type { CollectorOptions } from '../collector/open-collector.ts';
import type { ContainerDiscoveryOptions } from '../containers/open-container-discovery.ts';
import type { Container } from '../contexts/container.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import type { OwnContext } from '../contexts/own-contexts.ts';
import type { ContextSwitches } from '../contexts/watched-contexts.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { NodeLearningOptions } from './node-learning.ts';
import type { NodePart } from './part-errors.ts';

/** What a node is put together from. */
export interface NodeOptions
  extends ContextSwitches,
    Omit<EngineOptions, 'contexts' | 'contextOf' | 'isWatched' | 'onEvaluated' | 'processes'> {
  /** Without `eventTypes`: what the rules read that run somewhere. */
  readonly collector?: CollectorOptions | undefined;
  /** How containers are looked for; false: not, they are known by their cgroup alone. */
  readonly discovery?: ContainerDiscoveryOptions | false | undefined;
  readonly ownContexts?: readonly OwnContext[] | undefined;
  /** What the cluster says of a container's pod. */
  readonly podOf?: ((container: Container) => PodIdentity | undefined) | undefined;
  /** Whether a place of a watched context is watched: asked once for each, and with every update. All are where it is not given. */
  readonly isWatched?: ((info: ContextInfo) => boolean) | undefined;
  /** Learns what containers do, and completes their profiles; without it there are only those that are given. */
  readonly learning?: NodeLearningOptions | undefined;
  /** Told of what a part throws, which goes on. */
  readonly onError?: ((part: NodePart, error: unknown) => void) | undefined;
}
