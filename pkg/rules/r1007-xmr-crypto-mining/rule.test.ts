import { describeRule } from '@rulelibrary/rule-tester';

const seen = { eventType: 'randomx', comm: 'xmrig' } as const;

describeRule(import.meta, {
  fires: {
    'the signature of RandomX, without a profile': {
      event: seen,
      message: 'xmrig (pid 4242) switched the rounding mode of the floating-point unit as RandomX does',
      uniqueId: 'xmrig',
    },
    'the signature in a process of another name': { event: { ...seen, comm: 'kworker/0:1' }, uniqueId: 'kworker/0:1' },
    'the signature in a standalone container': { event: seen, context: 'standalone' },
    'the signature, with a profile that holds everything': {
      event: seen,
      profile: { execs: [{ path: '*' }], opens: [{ path: '*' }], syscalls: ['rt_sigreturn'] },
    },
    'the signature, whatever a policy allows': {
      event: seen,
      profile: { rulePolicies: { R1007: { processAllowed: ['xmrig'] } } },
    },
  },
  // Every randomx event fires: the collector has already decided.
  staysQuiet: {
    'on the host, which its tags leave out': { event: seen, context: 'host' },
  },
});
