import type { Figures, RuleReport } from '../report.ts';
import type { RuleExpression } from '../rule-expressions.ts';
import { geometricMean } from './geometric-mean.ts';
import { type RuleTimes, ratio } from './measure-rules.ts';
import { median } from './median.ts';

/** @param times of our engine, cel-js, @bufbuild/cel and, where there is Go, cel-go */
export function reportRules(expressions: readonly RuleExpression[], times: RuleTimes): RuleReport[] {
  return expressions.map(({ id, eventType }, index) => {
    const own = times[0]?.[index] ?? [];
    const versus = (engine: number): number => rounded(ratio(times[engine]?.[index] ?? [], own));
    return {
      id,
      eventType,
      ns: rounded(median(own)),
      vsCelJs: versus(1),
      vsBufbuild: versus(2),
      vsCelGo: times[3] ? versus(3) : null,
    };
  });
}

/** The geometric mean over rules of each figure. */
export function geometricMeans(rules: readonly RuleReport[]): Figures {
  const mean = (figure: (rule: RuleReport) => number): number => rounded(geometricMean(rules.map(figure)));
  return {
    ns: mean(({ ns }) => ns),
    vsCelJs: mean(({ vsCelJs }) => vsCelJs),
    vsBufbuild: mean(({ vsBufbuild }) => vsBufbuild),
    vsCelGo: rules.some(({ vsCelGo }) => vsCelGo === null) ? null : mean(({ vsCelGo }) => vsCelGo as number),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
