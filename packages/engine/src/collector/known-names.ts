import { capabilityName } from './capability-name.ts';
import { openFlagNames } from './open-flags.ts';
import { armSyscalls } from './syscalls/arm.ts';
import { arm64Syscalls } from './syscalls/arm64.ts';
import { i386Syscalls } from './syscalls/i386.ts';
import { x8664Syscalls } from './syscalls/x86-64.ts';

/** Of either architecture, 32-bit calls included: a profile may come from another machine. */
export function knownSyscalls(): readonly string[] {
  const words = [x8664Syscalls, arm64Syscalls, i386Syscalls, armSyscalls].flatMap((table) => table.trim().split(/\s+/));
  return [...new Set(words.filter((word) => !word.endsWith(':')))];
}

/** With `CAP_`. */
export function knownCapabilities(): readonly string[] {
  const all = Array.from({ length: 64 }, (_, number) => capabilityName(number));
  return all.filter((name) => !/\d/.test(name));
}

/** As events have them. */
export function knownOpenFlags(): readonly string[] {
  const bits = Array.from({ length: 31 }, (_, bit) => 2 ** bit);
  const composed = [0o4010000, 0o20000000 | 0o200000, 0o20000000 | 0o40000];
  return [...new Set([0, 1, 2, 3, ...bits, ...composed].flatMap(openFlagNames))];
}
