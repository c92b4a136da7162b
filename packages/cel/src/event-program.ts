import type { RuntimeEvent } from '@rulelibrary/schema';
import type { InnerProgram } from './program/inner-program.ts';

export interface EventProgram {
  readonly source: string;
  /**
   * Reads the properties of the event that the expression needs, when it needs them; keeps and changes nothing. Where an
   * expression fails it is evaluated twice, so helper functions have to give the same answer for the same event.
   *
   * @throws CelError evaluation, limit
   */
  readonly evaluate: (event: RuntimeEvent) => boolean | string;
}

/** A compiled expression of a rule, for what has to know more of it. */
export class EventExpression implements EventProgram {
  readonly source: string;
  readonly inner: InnerProgram;

  constructor(source: string, inner: InnerProgram) {
    this.source = source;
    this.inner = inner;
  }

  /** Generated when it is first asked for, and from then on a property of its own. */
  get evaluate(): EventProgram['evaluate'] {
    const value = this.inner.evaluate as EventProgram['evaluate'];
    Object.defineProperty(this, 'evaluate', { value });
    return value;
  }
}
