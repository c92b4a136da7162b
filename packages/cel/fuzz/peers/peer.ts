import type { Bindings } from '../../src/program/program.ts';
import type { Outcome } from '../outcome.ts';

/** What a peer says of an expression: its outcome without message, or that it does not take the expression. */
export type PeerOutcome = Pick<Outcome, 'kind' | 'text'> | { readonly kind: 'refused'; readonly text: string };

/** Another implementation of the language. */
export interface Peer {
  readonly name: string;
  readonly evaluate: (source: string, bindings: Bindings) => PeerOutcome;
}
