import type { EventType } from '@rulelibrary/schema';
import type { FilterClass } from './filter-class.ts';

/** Fields that the kernel can compare before it copies an event. */
export type PushedField = 'path' | 'comm' | 'dstPort' | 'dstAddr' | 'dstIp' | 'pktType' | 'direction' | 'cmd';

/** A field equals the value, or begins with it. */
export interface PushedCondition {
  readonly field: PushedField;
  readonly operator: 'equals' | 'prefix';
  readonly value: string | number;
  /** The classes whose rules ask for it. */
  readonly classes: readonly FilterClass[];
}

/** Events of a class: all are sent, none, or those that meet one of the class's conditions. */
export type ClassFilter = 'all' | 'none' | 'conditions';

/** What is sent of an event type. */
export interface TypeFilter {
  readonly byClass: Readonly<Record<FilterClass, ClassFilter>>;
  readonly conditions: readonly PushedCondition[];
  /** Why all are sent, in words. */
  readonly reasons: Readonly<Partial<Record<FilterClass, string>>>;
  /**
   * Who may act on the events, by content: of some types the first of a kind is reported once, and has to be again when
   * somebody new listens.
   */
  readonly readers: Readonly<Record<FilterClass, readonly string[]>>;
}

/** What the kernel sends; process events it always does. */
export interface EventFilter {
  /** A type that is not here is sent, whatever the class. */
  readonly types: ReadonlyMap<EventType, TypeFilter>;
  /** By the number of a mount namespace; all others are `unknown`. */
  readonly namespaces: ReadonlyMap<number, FilterClass>;
  /** Who has the number now, such as a container's id: of somebody new the first of a kind is reported again. */
  readonly holders?: ReadonlyMap<number, string>;
}

/** The process tree, and what is known of mount namespaces, live on these, whoever is watched. */
export const followedTypes: ReadonlySet<EventType> = new Set(['exec', 'fork', 'exit', 'procfs', 'unshare']);
