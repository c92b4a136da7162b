export type { Collector, EventContexts, StartOptions } from './collector.ts';
export { CollectorError, type CollectorErrorCode } from './collector-error.ts';
export type { CollectorStats, TypeStats } from './collector-stats.ts';
export type { Feature } from './features.ts';
export { type CollectorOptions, openCollector } from './open-collector.ts';
export { procProcesses } from './proc-processes.ts';
export { isRingSize, ringSizes } from './ring-size.ts';
export { type WireType as CollectedType, wireTypes as collectedTypes } from './wire.ts';
