import { type Architecture, ownArchitecture } from './architecture.ts';

/** A kernel that the collector is held to. */
export interface KernelSource {
  /** As it is asked for: `npm run test:kernels -- 5.10 newest`. */
  readonly name: string;
  /** The Debian suite whose cloud kernel it is; undefined: the one that runs here. */
  readonly suite?: string;
  readonly architecture: Architecture;
}

/** Debian's kernels from the oldest that has BTF to the newest, one of the other architecture, and the one of this machine. */
export const kernels: readonly KernelSource[] = [
  { name: '5.10', suite: 'bullseye', architecture: 'x64' },
  { name: '6.1', suite: 'bookworm', architecture: 'x64' },
  { name: '6.12', suite: 'trixie', architecture: 'x64' },
  { name: 'newest', suite: 'sid', architecture: 'x64' },
  { name: 'arm64', suite: 'trixie', architecture: 'arm64' },
  { name: 'here', architecture: ownArchitecture },
];
