import type { Variation } from './generated-rule.ts';

const execPath = 'parse.get_exec_path(event.args, event.comm, event.exepath)';

/** Of rules of the library that only `contains`, `matches` or helper functions decide. */
export const otherVariations: readonly Variation[] = [
  {
    eventType: 'open', // R0008
    source: (n) =>
      `event.path.matches('^/proc/[^/]+/task-${n}/environ$') && ` +
      "!ap.was_path_opened_with_suffix(event.containerId, '/environ')",
  },
  {
    eventType: 'exec', // R0001
    source: (n) =>
      `!ap.was_executed(event.containerId, ${execPath}) && ` +
      `!ap.was_syscall_used(event.containerId, 'call_${(n % 56) + 1}')`,
  },
  {
    eventType: 'dns', // R0005
    source: (n) => `event.name.contains('.tracker-${n}.') && !nn.is_domain_in_egress(event.containerId, event.name)`,
  },
  {
    eventType: 'syscall', // R0003
    source: (n) => `!ap.was_syscall_used(event.containerId, 'call_${(n % 56) + 1}')`,
  },
  {
    eventType: 'network', // R0011
    source: () => '!net.is_private_ip(event.dstAddr) && !nn.was_address_in_egress(event.containerId, event.dstAddr)',
  },
  {
    eventType: 'exec', // R1005
    source: (n) => `event.exepath.matches('^(/proc/(self|[0-9]+)|/dev)/fd-${n}/[0-9]+(/|$)')`,
  },
  {
    eventType: 'open', // R0002
    source: (n) => `event.path.contains('/.keys-${n}/') && !ap.was_path_opened(event.containerId, event.path)`,
  },
  {
    eventType: 'iouring', // R1030
    source: () =>
      "!ap.was_syscall_used(event.containerId, 'io_uring_setup') && " +
      "!ap.was_syscall_used(event.containerId, 'io_uring_enter')",
  },
  {
    eventType: 'exec', // R1004
    source: (n) => `event.cwd.contains('/mount-${n}/') && !ap.was_executed(event.containerId, ${execPath})`,
  },
  {
    eventType: 'capabilities', // R0004
    source: () => '!ap.was_capability_used(event.containerId, event.capName)',
  },
];
