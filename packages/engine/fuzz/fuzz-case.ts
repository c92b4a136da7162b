import { mutateBytes } from './mutate-bytes.ts';
import { createRandom } from './random.ts';
import { shrinkBytes } from './shrink-bytes.ts';
import type { Target } from './target.ts';
import { containerdTarget, ociConfigTarget, runtimeCommandTarget } from './targets/containers.ts';
import { dnsTarget } from './targets/dns.ts';
import { httpTarget } from './targets/http.ts';
import { modinfoTarget } from './targets/modinfo.ts';
import { ringTarget } from './targets/ring.ts';
import { dnsStreamTarget, httpStreamTarget } from './targets/streams.ts';

/** All that reads what an attacker may write. */
export const targets: readonly Target[] = [
  dnsTarget,
  dnsStreamTarget,
  httpTarget,
  httpStreamTarget,
  modinfoTarget,
  ringTarget,
  ociConfigTarget,
  runtimeCommandTarget,
  containerdTarget,
];

// The corpus as it is: a part of the cases, since it is looked at in other pieces and orders each time.
const unchangedShare = 0.05;

/** What the case of a seed finds, as text; undefined: nothing. */
export function fuzzCase(seed: number): string | undefined {
  const random = createRandom(seed);
  const target = random.pick(targets);
  const others = Object.values(target.corpus);
  const original = random.pick(others);
  const bytes = random.chance(unchangedShare) ? original : mutateBytes(original, random, others);
  const look = (candidate: Buffer) => target.look(candidate, createRandom(seed));
  const find = look(bytes);
  if (!find) return undefined;
  const small = shrinkBytes(bytes, (candidate) => look(candidate)?.what === find.what);
  return `${target.name}: ${find.what}\n  ${small.toString('hex')}\n  ${(look(small) ?? find).said}\n `;
}
