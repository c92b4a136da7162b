import { EventExpression, type EventProgram } from '../event-program.ts';
import type { SharedValues } from './shared-values.ts';

/** A program of a rule in a table: evaluated with the event that rules were last found for. */
export class RuleProgram implements EventProgram {
  readonly source: string;
  readonly #program: EventProgram;
  readonly #shared: SharedValues;

  constructor(program: EventProgram, shared: SharedValues) {
    this.source = program.source;
    this.#program = program;
    this.#shared = shared;
  }

  /** Generated when it is first asked for: of thousands of rules few ever are. */
  get evaluate(): EventProgram['evaluate'] {
    const program = this.#program;
    const isOurs = program instanceof EventExpression;
    const value = isOurs ? (program.inner.evaluateWith(this.#shared) as EventProgram['evaluate']) : program.evaluate;
    Object.defineProperty(this, 'evaluate', { value });
    return value;
  }
}
