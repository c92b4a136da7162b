import type { Variation } from './generated-rule.ts';

const execPath = 'parse.get_exec_path(event.args, event.comm, event.exepath)';

/** Of rules of the library in which an equality, `in`, a prefix or a suffix has to hold. */
export const indexableVariations: readonly Variation[] = [
  {
    eventType: 'open', // R0002
    source: (n) =>
      `(event.path.startsWith('/etc/app-${n}/') || event.path.startsWith('/opt/app-${n}/') || ` +
      `event.path == '/run/app-${n}.sock') && !ap.was_path_opened(event.containerId, event.path)`,
  },
  {
    eventType: 'exec', // R0007
    source: (n) => `event.comm == 'client-${n}' && !ap.was_executed(event.containerId, ${execPath})`,
  },
  {
    eventType: 'syscall', // R0003
    source: (n) => `event.syscallName == 'rare_${n}' && !ap.was_syscall_used(event.containerId, event.syscallName)`,
  },
  {
    eventType: 'network', // R1009
    source: (n) =>
      `event.pktType == 'OUTGOING' && event.proto == 'TCP' && event.dstPort in [${n + 10_000}, ${n + 30_000}] && ` +
      '!nn.was_address_in_egress(event.containerId, event.dstAddr)',
  },
  {
    eventType: 'open', // R0006
    source: (n) =>
      `event.path.startsWith('/run/secrets/app-${n}/') && event.path.endsWith('/token') && ` +
      "!ap.was_path_opened_with_suffix(event.containerId, '/token')",
  },
  {
    eventType: 'capabilities', // R0004
    source: (n) => `event.capName == 'CAP_RARE_${n}' && !ap.was_capability_used(event.containerId, event.capName)`,
  },
  {
    eventType: 'exec', // R1000
    source: (n) =>
      `event.exepath == '/dev/shm/${n}' || event.exepath.startsWith('/dev/shm/${n}/') || ` +
      `event.cwd == '/dev/shm/${n}' || event.cwd.startsWith('/dev/shm/${n}/')`,
  },
  {
    eventType: 'dns', // R1008
    source: (n) => `event.name.endsWith('.pool-${n}.example.org.')`,
  },
  {
    eventType: 'bpf', // R0009
    source: (n) => `event.cmd == ${n + 100}u && !ap.was_syscall_used(event.containerId, 'bpf')`,
  },
  {
    eventType: 'kmod', // R1002
    source: (n) => `event.syscallName in ['load_module_${n}', 'load_module_file_${n}']`,
  },
  {
    eventType: 'ssh', // R1003
    source: (n) => `event.dstPort == ${n + 1024} && !nn.was_address_in_egress(event.containerId, event.dstIp)`,
  },
  {
    eventType: 'symlink', // R1010
    source: (n) =>
      `event.oldPath.startsWith('/etc/shadow-${n}') && !ap.was_path_opened(event.containerId, event.oldPath)`,
  },
  {
    eventType: 'hardlink', // R1012
    source: (n) =>
      `event.oldPath.startsWith('/etc/sudoers-${n}') && !ap.was_path_opened(event.containerId, event.oldPath)`,
  },
  {
    eventType: 'open', // R1011
    source: (n) =>
      `event.path == '/etc/ld-${n}.so.preload' && event.flags.exists(flag, flag in ['O_WRONLY', 'O_RDWR'])`,
  },
  {
    eventType: 'k8s-admission', // R2000
    source: (n) => `event.Operation == 'CONNECT' && event.Kind == 'Pod${n}Options'`,
  },
  {
    eventType: 'unshare', // R1006
    source: (n) => `event.comm == 'sandbox-${n}' && !ap.was_syscall_used(event.containerId, 'unshare')`,
  },
];
