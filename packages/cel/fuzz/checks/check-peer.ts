import type { Bindings, Program } from '../../src/program/program.ts';
import { type Find, outcomeOf } from '../outcome.ts';
import type { Peer } from '../peers/peer.ts';
import type { Tally } from '../tally.ts';

/** Whether another implementation gives the same value, or fails as well. Messages and places are each one's own. */
export function checkPeer(program: Program, bindings: Bindings, peer: Peer, tally: Tally): Find | undefined {
  const ours = outcomeOf(() => program.interpretValue(bindings));
  const theirs = peer.evaluate(program.source, bindings);
  if (theirs.kind === 'refused') return tally.count(`refused by ${peer.name}`);
  tally.count(`compared with ${peer.name}`);
  if (theirs.kind === ours.kind && (ours.kind === 'error' || theirs.text === ours.text)) return undefined;
  return { what: peer.name, said: { 'this compiler': ours.text, [peer.name]: theirs.text } };
}
