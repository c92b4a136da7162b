import type { Bindings } from '../src/program/program.ts';
import type { Term } from './terms/term.ts';

/** An expression, and values of its variables: one program is evaluated with each of them in turn. */
export interface Case {
  readonly term: Term;
  readonly bindings: readonly Bindings[];
}
