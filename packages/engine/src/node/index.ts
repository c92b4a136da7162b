export type { CollectorOptions } from '../collector/open-collector.ts';
export type { TrackedContext } from '../contexts/context-tracker.ts';
export type { EventReceiver, EventSource, EventSourceStats } from './event-source.ts';
export type { Node, NodeContext, NodeStats, NodeUpdate } from './node.ts';
export type { NodeLearningOptions } from './node-learning.ts';
export type { NodeOptions } from './node-options.ts';
export { type EventSourceOptions, openEventSource, openNode } from './open-node.ts';
export type { NodePart } from './part-errors.ts';
export { releaseMemorySoon } from './release-memory.ts';
