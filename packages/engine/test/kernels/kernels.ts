/** A kernel that the collector is held to. */
export interface KernelSource {
  /** As it is asked for: `npm run test:kernels -- 5.10 newest`. */
  readonly name: string;
  /** The Debian suite whose cloud kernel it is; undefined: the one that runs here. */
  readonly suite?: string;
}

/** Debian's kernels from the oldest that has BTF to the newest, and the one of this machine. */
export const kernels: readonly KernelSource[] = [
  { name: '5.10', suite: 'bullseye' },
  { name: '6.1', suite: 'bookworm' },
  { name: '6.12', suite: 'trixie' },
  { name: 'newest', suite: 'sid' },
  { name: 'here' },
];
