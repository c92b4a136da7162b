import { describe, expect, it } from 'vitest';
import { createProcessTree, type ProcessNode } from './process-tree.ts';

function node(pid: number, ppid: number, comm = `c${pid}`): ProcessNode {
  const { startBootNs, exepath } = { startBootNs: pid * 1000, exepath: `/bin/${comm}` };
  return { pid, ppid, comm, exepath, startBootNs, args: undefined, argsCut: false, cwd: undefined, endedMs: undefined };
}

describe('createProcessTree', () => {
  it('gives the lineage from the nearest to the first', () => {
    const tree = createProcessTree();
    for (const each of [node(1, 0), node(10, 1), node(100, 10)]) tree.set(each);
    expect(tree.lineage(100).map(({ pid }) => pid)).toEqual([100, 10, 1]);
  });

  it('ends a lineage that runs in a circle', () => {
    const tree = createProcessTree();
    for (const each of [node(5, 6), node(6, 5), node(7, 7)]) tree.set(each);
    expect(tree.lineage(5)).toHaveLength(64);
    expect(tree.lineage(7)).toHaveLength(1);
  });

  it('keeps an ended process for keptMs, no longer', () => {
    const tree = createProcessTree({ keptMs: 10 });
    tree.set(node(2, 1));
    tree.end(2, 100);
    tree.expire(110);
    expect(tree.get(2)?.endedMs).toBe(100);
    tree.expire(111);
    expect(tree.get(2)).toBeUndefined();
  });

  it('does not forget the process that got the pid of an ended one', () => {
    const tree = createProcessTree({ keptMs: 10 });
    tree.set(node(2, 1, 'old'));
    tree.end(2, 100);
    tree.set(node(2, 1, 'new'));
    tree.expire(1000);
    expect(tree.get(2)?.comm).toBe('new');
  });

  it('holds maxNodes, and gives up the oldest for the next', () => {
    const tree = createProcessTree({ maxNodes: 3 });
    for (const pid of [1, 2, 3]) tree.set(node(pid, 0));
    expect([tree.size, tree.evicted]).toEqual([3, 0]);
    tree.set(node(4, 0));
    expect([tree.size, tree.evicted]).toEqual([3, 1]);
    expect(tree.get(1)).toBeUndefined();
  });

  it('holds maxText of paths and arguments, and gives up the oldest for one unit more', () => {
    const tree = createProcessTree({ maxText: 30 });
    // Seven units of the executable's path each, and three of the others.
    for (const pid of [1, 2, 3]) tree.set({ ...node(pid, 0), args: ['a', 'b'], cwd: '/' });
    expect([tree.size, tree.evicted]).toEqual([3, 0]);
    tree.set({ ...node(3, 0), args: ['a', 'bc'], cwd: '/' });
    expect([tree.size, tree.evicted]).toEqual([2, 1]);
    expect(tree.get(1)).toBeUndefined();
  });

  it('has its room back from what ended', () => {
    const tree = createProcessTree({ maxNodes: 3, maxText: 21, keptMs: 10 });
    for (let pid = 1; pid < 10; pid++) {
      tree.set(node(pid, 0));
      tree.end(pid, pid * 100);
      tree.expire(pid * 100 + 11);
    }
    expect([tree.size, tree.evicted]).toEqual([0, 0]);
    for (const pid of [1, 2, 3]) tree.set(node(pid, 0));
    expect([tree.size, tree.evicted]).toEqual([3, 0]);
  });

  it('a node that gave way is not ended a second time', () => {
    const tree = createProcessTree({ maxNodes: 1, keptMs: 10 });
    for (const pid of [1, 2]) {
      tree.set(node(pid, 0));
      tree.end(pid, 100);
    }
    tree.set(node(1, 0, 'new'));
    tree.expire(1000);
    expect(tree.get(1)?.comm).toBe('new');
  });
});
