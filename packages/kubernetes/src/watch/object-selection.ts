import type { Resource } from './resource.ts';

/** Which objects are wanted. */
export interface ObjectSelection {
  readonly resource: Resource;
  /** Absent: every one. */
  readonly namespace?: string;
  readonly fieldSelector?: string;
  readonly labelSelector?: string;
  /** Names, labels and annotations are enough. */
  readonly metadataOnly?: boolean;
  /** Objects in one answer of a list: bounds its memory. */
  readonly pageSize: number;
}
