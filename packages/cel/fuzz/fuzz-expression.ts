import { CelError } from '../src/cel-error.ts';
import type { Bindings, Program } from '../src/program/program.ts';
import type { Case } from './case.ts';
import { checkPeer } from './checks/check-peer.ts';
import { checkSelf } from './checks/check-self.ts';
import { type Find, type Finding, thrownFind } from './outcome.ts';
import { deviationOf } from './peers/deviations.ts';
import type { Peer } from './peers/peer.ts';
import type { Random } from './random.ts';
import { randomCase } from './random-case.ts';
import { shrink } from './shrink.ts';
import { createTally, type Tally } from './tally.ts';
import { textOf } from './terms/term.ts';
import type { World } from './world.ts';

/** What an expression is held to. */
export interface Bench {
  readonly world: World;
  /** With peers only they are asked: what this compiler says of itself is the other half of the cases. */
  readonly peers: readonly Peer[];
  readonly tally: Tally;
}

const shrinkMs = 10_000;

/** Looks at one random, well-typed expression. */
export function fuzzExpression(random: Random, bench: Bench): Finding | undefined {
  const found = randomCase(bench.world, random);
  const find = inspect(found, bench);
  if (!find) return undefined;
  // Only the peer that disagrees is asked again.
  const again = { ...bench, peers: bench.peers.filter(({ name }) => name === find.what), tally: createTally() };
  const isSame = (candidate: Case) => inspect(candidate, again)?.what === find.what;
  const smallest = shrink(found, isSame, Date.now() + shrinkMs);
  const last = inspect(smallest, again) ?? find;
  const deviation = deviationOf(last, smallest.term);
  if (deviation) return bench.tally.count(`${find.what} deviates: ${deviation.reason}`);
  return { source: textOf(smallest.term), bindings: smallest.bindings[0] ?? {}, ...last };
}

function inspect({ term, bindings }: Case, bench: Bench): Find | undefined {
  try {
    const program = bench.world.environment.compile(textOf(term));
    for (const values of bindings) {
      const find = check(program, values, bench);
      if (find) return find;
    }
    return bench.tally.count('expressions evaluated');
  } catch (error) {
    return error instanceof CelError ? bench.tally.count(`expressions refused: ${error.code}`) : thrownFind(error);
  }
}

function check(program: Program, bindings: Bindings, { world, peers, tally }: Bench): Find | undefined {
  if (peers.length === 0) return checkSelf(program, bindings, world);
  for (const peer of peers) {
    const find = checkPeer(program, bindings, peer, tally);
    if (find) return find;
  }
  return undefined;
}
