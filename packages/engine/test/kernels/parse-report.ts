import { type ActReport, type KernelReport, reportMark } from './report.ts';

/**
 * What the guest printed, of all that a console shows.
 * @throws Error with the console's end where the guest did not come to its own
 */
export function parseReport(console: string): KernelReport {
  const lines = console.split('\n').filter((line) => line.includes(reportMark));
  const parsed = lines.map((line) => JSON.parse(line.slice(line.indexOf(reportMark) + reportMark.length)) as unknown);
  const [head, ...rest] = parsed;
  if (rest.pop() !== 'done') throw new Error(`Cannot test the kernel: it ended early\n${console.slice(-4000)}`);
  return { ...(head as Pick<KernelReport, 'release' | 'features'>), acts: rest as ActReport[] };
}
