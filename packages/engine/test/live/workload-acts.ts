import type { WorkloadName } from './workload.ts';

/** Every act whose events are compared with what the act says of itself. */
export const workloadActs: readonly (readonly [name: WorkloadName, acts: readonly string[]])[] = [
  ['open', ['open', 'creat', 'openat', 'openat2', 'flags', 'relative', 'dirfd', 'symlink', 'proc-fd', 'bytes']],
  ['open', ['missing', 'failing']],
  ['odd_open', ['deleted', 'memfd', 'tmpfile', 'thread', 'high-fd', 'longest', 'longer', 'steps', 'handle']],
  ['links', ['symlink', 'symlinkat', 'symlink-relative', 'symlink-long', 'symlink-bytes', 'symlink-failing']],
  ['links', ['link', 'linkat', 'link-relative', 'link-fd', 'link-failing']],
  ['exec', ['plain', 'empty-path', 'relative', 'dirfd', 'symlink', 'script', 'cwd', 'thread', 'failing']],
  ['odd_exec', ['memfd', 'proc-fd', 'deleted', 'args', 'no-args', 'bytes', 'user', 'terminal', 'deep', 'deeper']],
  ['ptrace', ['attach', 'seize', 'write', 'failing', 'read']],
  ['unshare', ['fs', 'mounts', 'failing', 'inside']],
  ['calls', ['first', 'failing', 'again', 'namespaces']],
  ['capable', ['used', 'denied', 'reserve']],
  ['iouring', ['nop', 'open', 'polled', 'silent']],
  ['network', ['tcp', 'tcp6', 'udp', 'udp6', 'refused', 'mapped', 'iouring', 'namespace', 'silent']],
  ['talk', ['dns', 'ssh', 'http', 'http-split', 'http-cut', 'no-http', 'namespace']],
  ['rounding', ['mine', 'intervals', 'truncate']],
  ['bpf', ['prog-load', 'map-create', 'failing']],
  ['kmod', ['init-module', 'junk', 'finit-module', 'memfd', 'bad-fd']],
  ['int80', ['open', 'symlink', 'link', 'ptrace', 'unshare', 'bpf', 'kmod', 'exec', 'call']],
  ['process', ['fork', 'vfork', 'clone3', 'clone-parent', 'exit-codes', 'killed', 'exit-by-thread']],
  ['process', ['leader-first', 'threads']],
  ['seccomp', ['denied']],
  ['detour', ['chroot', 'open-tree', 'lazy-umount']],
  ['overlay', ['layers']],
];
