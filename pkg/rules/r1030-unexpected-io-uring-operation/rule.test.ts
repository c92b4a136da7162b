import { describeRule } from '@rulelibrary/rule-tester';

const submit = { eventType: 'iouring', comm: 'rings', opcode: 18 } as const;

describeRule(import.meta, {
  fires: {
    'an operation, with an empty profile': {
      event: submit,
      profile: {},
      message: 'rings (pid 4242) submitted io_uring operation 18',
      uniqueId: 'rings_18',
    },
    'another operation': { event: { ...submit, opcode: 16 }, profile: {}, uniqueId: 'rings_16' },
    'an operation in a standalone container': { event: submit, profile: {}, context: 'standalone' },
    'an operation, with a profile that holds other system calls': {
      event: submit,
      profile: { syscalls: ['openat', 'io_setup', 'io_uring', 'io_uring_enter2'] },
    },
    'an operation by a process the policy does not name': {
      event: submit,
      profile: { rulePolicies: { R1030: { processAllowed: ['postgres'] } } },
    },
  },
  staysQuiet: {
    'an operation, with a profile that holds io_uring_setup': {
      event: submit,
      profile: { syscalls: ['io_uring_setup'] },
    },
    'an operation, with a profile that holds io_uring_enter': {
      event: submit,
      profile: { syscalls: ['io_uring_enter'] },
    },
    'an operation, with a profile that holds io_uring_register': {
      event: submit,
      profile: { syscalls: ['io_uring_register'] },
    },
    'an operation by a process the policy allows': {
      event: submit,
      profile: { rulePolicies: { R1030: { processAllowed: ['rings'] } } },
    },
    'an operation, without a profile': { event: submit, profile: 'none' },
    'on the host, which its tags leave out': { event: submit, context: 'host' },
  },
});
