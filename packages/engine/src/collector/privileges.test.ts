import { expect, it } from 'vitest';
import { missingPrivileges } from './privileges.ts';

const names = (capEff: string) =>
  missingPrivileges(() => `Name:\tnode\nCapInh:\t0000000000000000\nCapEff:\t${capEff}\n`).map(({ name }) => name);

it.each([
  ['all of root', '000001ffffffffff', []],
  ['exactly those', '000000c000081004', []],
  ['without CAP_BPF', '0000004000081004', ['CAP_BPF']],
  ['without CAP_PERFMON', '0000008000081004', ['CAP_PERFMON']],
  ['CAP_SYS_ADMIN stands for three', '0000000000280004', []],
  ['none', '0000000000000000', ['CAP_BPF', 'CAP_PERFMON', 'CAP_NET_ADMIN', 'CAP_SYS_PTRACE', 'CAP_DAC_READ_SEARCH']],
])('%s', (_, capEff, missing) => {
  expect(names(capEff)).toEqual(missing);
});

it('says nothing where the kernel does not tell', () => {
  expect(missingPrivileges(() => 'Name:\tnode\n')).toEqual([]);
});
