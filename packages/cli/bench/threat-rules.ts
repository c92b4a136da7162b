import { measureThreatRules, type ThreatFigures } from './threat-rules/measure.ts';
import type { Rate } from './threat-rules/rate.ts';

/** npm run bench -- threat-rules: 100 generated threat rules on generated events, one thread. */
export async function benchThreatRules(asJson: boolean): Promise<void> {
  const figures = await measureThreatRules();
  console.log(asJson ? JSON.stringify(figures) : render(figures));
}

function render({ memory, file, hostile, findings, skipped, grownMiB }: ThreatFigures): string {
  return [
    `100 rules, events in memory       ${rate(memory)}, ${findings.toLocaleString('en')} findings in 1,000,000`,
    `100 rules, file of JSON lines     ${rate(file)}, 800 bytes each`,
    `the same with lines that are none ${rate(hostile)}, ${skipped.toLocaleString('en')} skipped, 10 of them of 8 MB`,
    `grown while the file was read     ${grownMiB.toFixed(0)} MiB`,
  ].join('\n');
}

function rate({ perSecond, perCpuSecond }: Rate): string {
  const thousands = (count: number) => (Math.round(count / 1000) * 1000).toLocaleString('en');
  return `${thousands(perSecond)} events/s (${thousands(perCpuSecond)} of CPU time)`;
}
