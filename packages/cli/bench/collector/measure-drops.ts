import { createEngine } from '@rulelibrary/engine';
import { openCollector } from '@rulelibrary/engine/collector';
import type { Rule } from '@rulelibrary/schema';
import { sleep } from './background.ts';
import type { Figures } from './figure.ts';
import type { Plan } from './plan.ts';
import { runWorkload } from './run-workload.ts';

const perSecond = 200_000;

/** The share of 200,000 opens a second that is lost on the way to the rules: all types attached, nothing filtered. */
export async function measureDrops(rules: readonly Rule[], plan: Plan): Promise<Figures> {
  const collector = openCollector();
  const engine = createEngine({ rules });
  try {
    collector.start((event) => engine.process(event));
    await sleep(500);
    const { count = 0, elapsedNs = 1 } = await runWorkload('pace', 'opens', perSecond * plan.floodSeconds);
    await sleep(500);
    const { sent, lost } = collector.stats().types.open;
    const dropped = lost.ring_full + lost.no_scratch;
    const rate = Math.round(count / (elapsedNs / 1e9));
    return {
      dropShare: {
        value: (dropped / (sent + dropped)) * 100,
        unit: '%',
        goal: 0.1,
        note: `at ${rate.toLocaleString('en')} opens/s`,
      },
    };
  } finally {
    collector.stop();
  }
}
