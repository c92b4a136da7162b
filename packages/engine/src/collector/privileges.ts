import { readFileSync } from 'node:fs';

/** A capability that the collector uses, and what it is not without. */
export interface Privilege {
  readonly name: string;
  /** Its number in capabilities(7). */
  readonly bit: number;
  /** Undefined: there is no start without it. */
  readonly without?: string;
}

const sysAdminBit = 21;

/** All that the collector uses; docs/privileges.md says for what. */
export const privileges: readonly Privilege[] = [
  { name: 'CAP_BPF', bit: 39 },
  { name: 'CAP_PERFMON', bit: 38 },
  { name: 'CAP_NET_ADMIN', bit: 12, without: 'no dns, ssh and http events' },
  { name: 'CAP_SYS_PTRACE', bit: 19, without: 'neither executable nor environment of processes of others' },
  { name: 'CAP_DAC_READ_SEARCH', bit: 2, without: 'no environment of processes of others' },
];

/** CAP_SYS_ADMIN holds what was split from it, and the kernel takes it for CAP_NET_ADMIN where programs are attached. */
const heldBySysAdmin = ['CAP_BPF', 'CAP_PERFMON', 'CAP_NET_ADMIN'];

/** Those that this process lacks, by its effective set. None where that cannot be read. */
export function missingPrivileges(readStatus = () => readFileSync('/proc/self/status', 'utf8')): readonly Privilege[] {
  const [, hex] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readStatus()) ?? [];
  if (hex === undefined) return [];
  const effective = BigInt(`0x${hex}`);
  const has = (bit: number): boolean => ((effective >> BigInt(bit)) & 1n) === 1n;
  return privileges.filter(({ name, bit }) => !has(bit) && !(heldBySysAdmin.includes(name) && has(sysAdminBit)));
}
