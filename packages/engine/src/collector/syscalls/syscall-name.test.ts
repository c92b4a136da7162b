import { expect, it } from 'vitest';
import { syscallName } from './syscall-name.ts';

it.each([
  ['x64', false, 0, 'read'],
  ['x64', false, 101, 'ptrace'],
  ['x64', false, 334, 'rseq'],
  ['x64', false, 336, 'uprobe'],
  ['x64', false, 337, 'syscall_337'],
  ['x64', false, 424, 'pidfd_send_signal'],
  ['x64', false, 470, 'listns'],
  ['x64', false, 471, 'syscall_471'],
  ['x64', false, 521, 'ptrace'],
  ['x64', true, 0, 'restart_syscall'],
  ['x64', true, 26, 'ptrace'],
  ['x64', true, 357, 'bpf'],
  ['arm64', false, 38, 'renameat'],
  ['arm64', false, 117, 'ptrace'],
  ['arm64', false, 244, 'syscall_244'],
  ['arm64', false, 435, 'clone3'],
  ['arm64', true, 26, 'ptrace'],
  ['arm64', true, 386, 'bpf'],
] as const)('%s, 32-bit %s: %d is %s', (architecture, isCompat, number, name) => {
  expect(syscallName(number, isCompat, architecture)).toBe(name);
});
