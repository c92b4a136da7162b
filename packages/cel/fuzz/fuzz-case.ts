import { createEventEnvironment } from '../src/event-environment.ts';
import { extensions } from '../src/stdlib/extension.ts';
import { corpus } from './corpus.ts';
import { helperImplementations } from './event-names.ts';
import { fuzzExpression } from './fuzz-expression.ts';
import { fuzzRuleSet } from './fuzz-rule-set.ts';
import { fuzzText } from './fuzz-text.ts';
import type { Finding } from './outcome.ts';
import { createBufbuild } from './peers/bufbuild.ts';
import { createCelJs } from './peers/cel-js.ts';
import { createRandom } from './random.ts';
import type { Tally } from './tally.ts';
import { createWorld } from './world.ts';

/**
 * Looks at one case after another, each of which follows from its seed alone: expressions as rules have them,
 * expressions of all extensions, expressions that peers know as well, sets of rules, and broken texts.
 */
export function createFuzzer(tally: Tally): (seed: number) => Finding | undefined {
  const rules = createWorld(['strings'], true);
  const all = createWorld(extensions, true);
  const shared = createWorld(['strings'], false);
  const peers = [createBufbuild(), createCelJs(shared.variables)];
  const texts = corpus();
  const events = createEventEnvironment(helperImplementations());
  return (seed) => {
    const random = createRandom(seed);
    const kind = random.int(10);
    if (kind < 4) return fuzzExpression(random, { world: rules, peers: [], tally });
    if (kind < 7) return fuzzExpression(random, { world: all, peers: [], tally });
    if (kind < 8) return fuzzExpression(random, { world: shared, peers, tally });
    if (kind < 9) return fuzzRuleSet(random, events, tally);
    return fuzzText(texts, random, all, tally);
  };
}
