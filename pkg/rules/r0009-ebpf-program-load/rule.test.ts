import { describeRule } from '@rulelibrary/rule-tester';

const load = { eventType: 'bpf', cmd: 5, attrSize: 148, comm: 'bpftool', exepath: '/usr/sbin/bpftool' } as const;

describeRule(import.meta, {
  fires: {
    'a program load, without a profile': {
      event: load,
      message: 'bpftool (pid 4242, executable /usr/sbin/bpftool) called bpf(2) to load an eBPF program',
      uniqueId: 'bpftool_/usr/sbin/bpftool',
    },
    'a program load on the host': { event: load, context: 'host' },
    'a program load, with a profile that holds other system calls': {
      event: load,
      profile: { syscalls: ['openat', 'bpf_other', 'perf_event_open'] },
    },
    'a program load, whatever a policy allows': {
      event: load,
      profile: { rulePolicies: { R0009: { processAllowed: ['bpftool'] } } },
    },
    'a program load that the kernel refused': { event: { ...load, error: 1 } },
  },
  staysQuiet: {
    'the command below, BPF_MAP_GET_NEXT_KEY': { event: { ...load, cmd: 4 } },
    'the command above, BPF_OBJ_PIN': { event: { ...load, cmd: 6 } },
    'a program load, with a profile that holds bpf': { event: load, profile: { syscalls: ['bpf'] } },
    'in a standalone container, which its tags leave out': { event: load, context: 'standalone' },
  },
});
