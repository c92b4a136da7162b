import type { EventType } from '@rulelibrary/schema';

/** A rule for sets of rules: what a rule of the library could be for another product. */
export interface GeneratedRule {
  readonly id: string;
  readonly eventType: EventType;
  readonly source: string;
}

export interface Variation {
  readonly eventType: EventType;
  /** The expression with the literals of variation n. */
  readonly source: (n: number) => string;
}
