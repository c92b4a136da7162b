import type { EventType, eventFields, FieldType, objectTypes } from './event-catalogue.ts';

/** A parent process, as alerts and recordings name it. */
export interface Ancestor {
  readonly pid: number;
  readonly comm: string;
  readonly exepath: string;
}

type Scalars = {
  string: string;
  int: number;
  uint: number;
  bool: boolean;
  dyn: unknown;
  'list(string)': readonly string[];
  'map(string, string)': Readonly<Record<string, string>>;
  'map(string, list(string))': Readonly<Record<string, readonly string[]>>;
  'list(Ancestor)': readonly Ancestor[];
};

type ValueOf<T extends FieldType> = T extends keyof typeof objectTypes
  ? { readonly [M in keyof (typeof objectTypes)[T]]?: Scalars[(typeof objectTypes)[T][M] & keyof Scalars] }
  : Scalars[T & keyof Scalars];

type CatalogueFields = {
  readonly [F in (typeof eventFields)[number] as F['name']]?: ValueOf<F['type']> | undefined;
};

/**
 * What happened, once: a line of a recording, or a view on the collector's memory that decodes a field when it is read.
 *
 * Beyond what CEL sees of its type, an event may carry exepath, args and cwd of the acting process: alerts show them.
 */
export interface RuntimeEvent extends CatalogueFields {
  /** RFC 3339 with up to nanoseconds, UTC. */
  readonly timestamp: string;
  /** The same instant in milliseconds since the epoch, where the source has it at hand. */
  readonly timestampMs?: number;
  readonly eventType: EventType;
  /** Mount namespace in which the acting process executed its program, where the source knows it: it may have entered another. */
  readonly execMntns?: number | undefined;
  /**
   * Cgroups of the process that an exec or a fork is about, where the source knows them: a path for each hierarchy, one a line,
   * from the root of the machine. Of one that lies deeper only the twelve innermost names.
   */
  readonly cgroups?: string | undefined;
  /** Mount namespace id: the key of the event's context. 0 where there is none (k8s-admission). */
  readonly mntns: number;
}
