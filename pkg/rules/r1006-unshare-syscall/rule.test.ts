import { describeRule } from '@rulelibrary/rule-tester';

const call = {
  eventType: 'unshare',
  comm: 'unshare',
  pcomm: 'bash',
  exepath: '/usr/bin/unshare',
  unshareFlags: 0x10000000,
} as const;

describeRule(import.meta, {
  fires: {
    'a call, without a profile': {
      event: call,
      message: 'unshare (pid 4242, executable /usr/bin/unshare), a child of bash, called unshare(2)',
      uniqueId: 'unshare_/usr/bin/unshare',
    },
    'a call that was refused': { event: { ...call, error: 1 } },
    'a call in a standalone container': { event: call, context: 'standalone' },
    'a call by a process that is itself called runc': { event: { ...call, comm: 'runc', exepath: '/tmp/runc' } },
    'a child of a process whose name begins like runc': { event: { ...call, pcomm: 'runcx' } },
    'a child of a process whose name begins like crun': { event: { ...call, pcomm: 'crunch' } },
    'a child of a process whose name ends like runc': { event: { ...call, pcomm: 'trunc' } },
    'a child of a process whose name is unknown': { event: { ...call, pcomm: '' } },
    'a call, with a profile that holds other system calls': {
      event: call,
      profile: { syscalls: ['setns', 'unshare_other', 'clone'] },
    },
    'a call, whatever a policy allows': {
      event: call,
      profile: { rulePolicies: { R1006: { processAllowed: ['unshare'] } } },
    },
  },
  staysQuiet: {
    'a child of runc': { event: { ...call, pcomm: 'runc' } },
    'a child of crun': { event: { ...call, pcomm: 'crun' } },
    'a call, with a profile that holds unshare': { event: call, profile: { syscalls: ['unshare'] } },
    'on the host, which its tags leave out': { event: call, context: 'host' },
  },
});
