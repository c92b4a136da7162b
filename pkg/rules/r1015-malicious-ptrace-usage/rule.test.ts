import { describeRule } from '@rulelibrary/rule-tester';

const attach = { eventType: 'ptrace', comm: 'injector', exepath: '/tmp/injector', ptraceRequest: 16 } as const;

describeRule(import.meta, {
  fires: {
    'a request that takes hold of another process, without a profile': {
      event: attach,
      message:
        'injector (pid 4242, executable /tmp/injector) called ptrace(2) to attach to or write to another process',
      uniqueId: 'injector_/tmp/injector',
    },
    'a request on the host': { event: attach, context: 'host' },
    'a request that the kernel refused': { event: { ...attach, error: 1 } },
    'a request, whatever a policy allows': {
      event: attach,
      profile: { rulePolicies: { R1015: { processAllowed: ['injector'] } } },
    },
    'a request, with a profile that holds ptrace': { event: attach, profile: { syscalls: ['ptrace'] } },
  },
  // Every ptrace event fires: the collector has already left out the requests that only read.
  staysQuiet: {
    'in a standalone container, which its tags leave out': { event: attach, context: 'standalone' },
  },
});
