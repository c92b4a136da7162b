export type { Container, ContainerEnd, ContainerListener } from '../contexts/container.ts';
export type { ContainerDiscovery } from './container-discovery.ts';
export type { ContainerDiscoveryStats, StartWatchStats } from './discovery-stats.ts';
export { type ContainerDiscoveryOptions, openContainerDiscovery } from './open-container-discovery.ts';
