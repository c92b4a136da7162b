import { fileURLToPath } from 'node:url';
import { readRules } from '@rulelibrary/schema/files';
import type { Figures } from './figure.ts';
import { measureCosts } from './measure-costs.ts';
import { measureDrops } from './measure-drops.ts';
import { measureLoad } from './measure-load.ts';
import { fullPlan, quickPlan } from './plan.ts';
import { renderFigures } from './render-figures.ts';
import { measureThroughput } from './throughput.ts';

const rulesFolder = fileURLToPath(new URL('../../../../pkg/rules', import.meta.url));

export interface CollectorBenchOptions {
  readonly asJson: boolean;
  /** Everything once and short: to see that it runs. */
  readonly isQuick: boolean;
}

/** npm run bench -- collector: what the collector costs the machine it watches, and what it can carry. */
export async function benchCollector({ asJson, isQuick }: CollectorBenchOptions): Promise<void> {
  const plan = isQuick ? quickPlan : fullPlan;
  const { rules } = await readRules([rulesFolder]);
  const costs = await measureCosts(plan);
  const { shellBuild, redis, ...calls } = costs;
  const figures: Figures = {
    ...calls,
    ...(await measureThroughput(rules, plan)),
    ...(await measureDrops(rules, plan)),
    ...(await measureLoad(plan)),
    ...(shellBuild && { shellBuild }),
    ...(redis && { redis }),
  };
  console.log(asJson ? JSON.stringify(figures) : renderFigures(figures));
}
