import { describe, expect, it } from 'vitest';
import { createFuzzer } from '../../fuzz/fuzz-case.ts';
import { fuzzExpression } from '../../fuzz/fuzz-expression.ts';
import { outcomeOf } from '../../fuzz/outcome.ts';
import type { Peer } from '../../fuzz/peers/peer.ts';
import { createRandom } from '../../fuzz/random.ts';
import { randomCase } from '../../fuzz/random-case.ts';
import { shrinkText } from '../../fuzz/shrink-text.ts';
import { createTally } from '../../fuzz/tally.ts';
import { textOf } from '../../fuzz/terms/term.ts';
import { createWorld } from '../../fuzz/world.ts';

const world = createWorld(['strings'], false);

/** Right but for sums. */
const peer: Peer = {
  name: 'peer',
  evaluate: (source, bindings) => {
    const outcome = outcomeOf(() => world.environment.compile(source).evaluateValue(bindings));
    return source.includes(' + ') && outcome.kind === 'value' ? { kind: 'value', text: 'wrong' } : outcome;
  },
};

describe('the fuzzer', () => {
  it('finds nothing in its first cases', () => {
    const fuzz = createFuzzer(createTally());
    const findings = Array.from({ length: 150 }, (_, seed) => fuzz(seed)).filter(Boolean);
    expect(findings).toEqual([]);
  });

  it('makes the same case of the same seed, and others of others', () => {
    const source = (seed: number) => textOf(randomCase(world, createRandom(seed)).term);
    expect(source(5)).toBe(source(5));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => source(seed))).size).toBeGreaterThan(40);
  });

  it('finds a peer that is wrong, and shows little else', () => {
    const bench = { world, peers: [peer], tally: createTally() };
    const findings = Array.from({ length: 60 }, (_, seed) => fuzzExpression(createRandom(seed), bench)).filter(
      (finding) => finding !== undefined,
    );
    expect(findings.map(({ what }) => what)).toContain('peer');
    for (const { what, source } of findings) {
      expect(what).toBe('peer');
      expect(source).toContain(' + ');
      expect(source.length).toBeLessThan(60);
    }
  });
});

describe('shrinkText', () => {
  it('leaves what the fault needs', () => {
    const isFault = (text: string) => text.includes('x') && text.includes('(');
    expect(shrinkText('has(a.b) && x == [1, 2, 3]', isFault, Number.POSITIVE_INFINITY)).toBe('(x');
  });
});
