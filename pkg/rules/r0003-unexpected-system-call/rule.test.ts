import { describeRule } from '@rulelibrary/rule-tester';

const mount = { eventType: 'syscall', syscallName: 'mount', comm: 'sh' } as const;

describeRule(import.meta, {
  fires: {
    'a system call that is not in the profile': {
      event: mount,
      profile: { syscalls: ['read', 'write'] },
      message: 'sh (pid 4242) called mount(2)',
      uniqueId: 'sh_mount',
    },
    'a system call, with an empty profile': { event: mount, profile: {} },
    'a system call in a standalone container': { event: mount, profile: {}, context: 'standalone' },
    'a system call, with a profile that holds names beginning and ending like it': {
      event: mount,
      profile: { syscalls: ['mount_setattr', 'umount', 'fsmount', 'moun'] },
    },
    'a system call, with a profile that holds its capability': {
      event: mount,
      profile: { capabilities: ['mount', 'CAP_SYS_ADMIN'] },
    },
    'a system call that was refused': { event: { ...mount, error: 1 }, profile: {} },
    'a system call, whatever a policy allows': {
      event: mount,
      profile: { rulePolicies: { R0003: { processAllowed: ['sh'] } } },
    },
  },
  staysQuiet: {
    'a system call that the profile holds': { event: mount, profile: { syscalls: ['read', 'mount', 'write'] } },
    'a system call that the profile holds, by another process': {
      event: { ...mount, comm: 'nginx' },
      profile: { syscalls: ['mount'] },
    },
    'a system call, without a profile': { event: mount, profile: 'none' },
    'on the host, which its tags leave out': { event: mount, context: 'host' },
  },
});
