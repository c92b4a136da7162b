import { expect, it } from 'vitest';
import { parseReport } from './parse-report.ts';

const console = `[    1.2] a kernel speaks
@@rulelib {"release":"5.10.0","features":[]}
[    2.0] and again [    2.1] @@rulelib {"workload":"open","act":"open","outcome":"seen"}
@@rulelib "done"
[    3.0] reboot: Power down
`;

it('finds the lines of a report among those of the kernel', () => {
  expect(parseReport(console)).toEqual({
    release: '5.10.0',
    features: [],
    acts: [{ workload: 'open', act: 'open', outcome: 'seen' }],
  });
});

it.each([
  ['without its end', console.replace('@@rulelib "done"\n', '')],
  ['of a kernel that did not come up', '[    0.1] Kernel panic\n'],
])('refuses a report %s, with what the console showed last', (_, text) => {
  expect(() => parseReport(text)).toThrow(/^Cannot test the kernel: it ended early\n\[ {4}\d/);
});
