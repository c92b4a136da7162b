import type { ActReport } from './report.ts';

/** What a kernel is known not to tell, and why; docs/blind-spots.md says what that means. */
export interface KnownGap {
  readonly workload: string;
  readonly acts: readonly string[];
  /** The first version without the gap. */
  readonly before: readonly [major: number, minor: number];
  readonly why: string;
}

export const knownGaps: readonly KnownGap[] = [
  {
    workload: 'capable',
    acts: ['used', 'denied'],
    before: [5, 15],
    why: 'the system call of a capability is not known without bpf_task_pt_regs',
  },
  {
    workload: 'iouring',
    acts: ['open', 'polled'],
    before: [5, 19],
    why: 'the completion of an open does not lead to its request: the path is the one that was asked for',
  },
];

/** The gap that a failed act falls into, on a kernel of this release. */
export function findGap({ workload, act }: ActReport, release: string): KnownGap | undefined {
  const [major = 0, minor = 0] = release.split('.').map(Number.parseFloat);
  return knownGaps.find(
    ({ workload: name, acts, before }) =>
      name === workload && acts.includes(act) && (major < before[0] || (major === before[0] && minor < before[1])),
  );
}
