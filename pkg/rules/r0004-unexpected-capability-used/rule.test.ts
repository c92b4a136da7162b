import { describeRule } from '@rulelibrary/rule-tester';

const admin = { eventType: 'capabilities', capName: 'CAP_SYS_ADMIN', syscallName: 'mount', comm: 'sh' } as const;

describeRule(import.meta, {
  fires: {
    'a capability that is not in the profile': {
      event: admin,
      profile: { capabilities: ['CAP_CHOWN', 'CAP_SETUID'] },
      message: 'sh (pid 4242) used capability CAP_SYS_ADMIN in mount(2)',
      uniqueId: 'sh_CAP_SYS_ADMIN',
    },
    'a capability, the system call unknown': {
      event: { eventType: 'capabilities', capName: 'CAP_SYS_ADMIN', comm: 'sh' },
      profile: {},
      message: 'sh (pid 4242) used capability CAP_SYS_ADMIN',
      uniqueId: 'sh_CAP_SYS_ADMIN',
    },
    'a capability in a standalone container': { event: admin, profile: {}, context: 'standalone' },
    'a capability, with a profile that holds names beginning and ending like it': {
      event: admin,
      profile: { capabilities: ['CAP_SYS', 'CAP_SYS_ADMINX', 'ADMIN'] },
    },
    'a capability, with a profile that holds its system call': {
      event: admin,
      profile: { syscalls: ['mount', 'CAP_SYS_ADMIN'] },
    },
    'a capability that the process does not have': { event: { ...admin, error: 1 }, profile: {} },
    'a capability, whatever a policy allows': {
      event: admin,
      profile: { rulePolicies: { R0004: { processAllowed: ['sh'] } } },
    },
  },
  staysQuiet: {
    'a capability that the profile holds': { event: admin, profile: { capabilities: ['CAP_CHOWN', 'CAP_SYS_ADMIN'] } },
    'a capability that the profile holds without CAP_': { event: admin, profile: { capabilities: ['SYS_ADMIN'] } },
    'a capability that the profile holds, in another system call': {
      event: { ...admin, syscallName: 'setns' },
      profile: { capabilities: ['CAP_SYS_ADMIN'] },
    },
    'a capability, without a profile': { event: admin, profile: 'none' },
    'on the host, which its tags leave out': { event: admin, context: 'host' },
  },
});
