import { armSyscalls } from './arm.ts';
import { arm64Syscalls } from './arm64.ts';
import { i386Syscalls } from './i386.ts';
import { x8664Syscalls } from './x86-64.ts';

type Architecture = 'x64' | 'arm64';

// Parsed when first asked: most collectors watch no system calls.
const parsed = new Map<string, readonly string[]>();

/**
 * Name of a system call, such as `openat`; `syscall_471` for one that is newer than the tables.
 * @param isCompat by the table of 32-bit programs
 */
export function syscallName(number: number, isCompat: boolean, architecture = process.arch as Architecture): string {
  const isArm = architecture === 'arm64';
  const [native, compat] = isArm ? [arm64Syscalls, armSyscalls] : [x8664Syscalls, i386Syscalls];
  return namesOf(isCompat ? compat : native)[number] ?? `syscall_${number}`;
}

function namesOf(table: string): readonly string[] {
  const known = parsed.get(table);
  if (known) return known;
  const names: string[] = [];
  let next = 0;
  for (const word of table.trim().split(/\s+/)) {
    if (word.endsWith(':')) next = Number(word.slice(0, -1));
    else names[next++] = word;
  }
  parsed.set(table, names);
  return names;
}
