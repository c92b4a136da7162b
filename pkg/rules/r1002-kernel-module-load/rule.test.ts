import { describeRule } from '@rulelibrary/rule-tester';

const insmod = { eventType: 'kmod', comm: 'insmod', exepath: '/usr/bin/kmod', module: '/root/rootkit.ko' } as const;

describeRule(import.meta, {
  fires: {
    'a module from a file, without a profile': {
      event: { ...insmod, syscallName: 'finit_module' },
      message: 'insmod (pid 4242) called finit_module(2) to load kernel module /root/rootkit.ko',
      uniqueId: 'insmod_/root/rootkit.ko',
    },
    'a module from memory': {
      event: { ...insmod, syscallName: 'init_module', module: 'rootkit' },
      message: 'insmod (pid 4242) called init_module(2) to load kernel module rootkit',
      uniqueId: 'insmod_rootkit',
    },
    'a module whose name is unknown': {
      event: { ...insmod, syscallName: 'init_module', module: '' },
      message: 'insmod (pid 4242) called init_module(2) to load a kernel module without a name',
      uniqueId: 'insmod_',
    },
    'a module load that the kernel refused': { event: { ...insmod, syscallName: 'finit_module', error: 1 } },
    'a module load on the host': { event: { ...insmod, syscallName: 'finit_module' }, context: 'host' },
    'a module load, whatever a policy allows': {
      event: { ...insmod, syscallName: 'finit_module' },
      profile: { rulePolicies: { R1002: { processAllowed: ['insmod'] } } },
    },
    'a module load, with a profile that holds the system call': {
      event: { ...insmod, syscallName: 'init_module' },
      profile: { syscalls: ['init_module', 'finit_module'] },
    },
  },
  staysQuiet: {
    'a module that is removed': { event: { ...insmod, syscallName: 'delete_module' } },
    'a system call whose name is unknown': { event: insmod },
    'in a standalone container, which its tags leave out': {
      event: { ...insmod, syscallName: 'finit_module' },
      context: 'standalone',
    },
  },
});
