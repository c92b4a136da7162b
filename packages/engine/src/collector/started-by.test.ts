import { describe, expect, it } from 'vitest';
import type { ProcessNode } from './process-tree.ts';
import { isStartedBy } from './started-by.ts';

function parent(exepath: string, args: readonly string[] | undefined): ProcessNode {
  const rest = { comm: '', argsCut: false, cwd: undefined, endedMs: undefined };
  return { pid: 2, ppid: 1, startBootNs: 0, exepath, args, ...rest };
}

describe('isStartedBy', () => {
  it.each([
    ['/usr/sbin/runc', ['runc', 'run', 'c1']],
    ['/usr/bin/containerd-shim-runc-v2', ['containerd-shim-runc-v2', '-id', 'c1']],
  ])('knows what %s was asked for', (exepath, args) => {
    expect(isStartedBy(parent(exepath, args), 'c1')).toBe(true);
    expect(isStartedBy(parent(exepath, args), 'c')).toBe(false);
  });

  it('takes nobody else at their word', () => {
    expect(isStartedBy(parent('/usr/bin/env', ['runc', 'run', 'c1']), 'c1')).toBe(false);
    expect(isStartedBy(parent('/usr/sbin/runc', undefined), 'c1')).toBe(false);
    expect(isStartedBy(undefined, 'c1')).toBe(false);
  });
});
