import { describe, expect, it } from 'vitest';
import type { Container, ContainerEnd } from '../contexts/container.ts';
import { createKnownContainers } from './known-containers.ts';

const container = (id: string, pid: number): Container => {
  return { id, pid, mntns: 1000 + pid, startedMs: 0, wasRunning: false };
};

function watched(maxContainers = 10) {
  const told: unknown[] = [];
  const known = createKnownContainers(
    {
      added: ({ id }) => told.push(['added', id]),
      changed: ({ id, name, otherMntns }) => told.push(['changed', id, name ?? otherMntns]),
      removed: ({ id }, end) => told.push(['removed', id, end]),
    },
    maxContainers,
  );
  return { told, known };
}

const end: ContainerEnd = { timeMs: 5, exitCode: 1 };

describe('createKnownContainers', () => {
  it('tells of what comes, changes and goes, once', () => {
    const { told, known } = watched();
    expect([known.add(container('a', 1)), known.add(container('a', 1))]).toEqual([true, false]);
    known.learn(known.byId('a') as Container, { name: 'web' });
    known.learn(known.byId('a') as Container, { name: 'web' });
    const last = known.byPid(1) as Container;
    known.remove(last, end);
    known.remove(last, end);
    expect(told).toEqual([
      ['added', 'a'],
      ['changed', 'a', 'web'],
      ['removed', 'a', end],
    ]);
    expect([known.size, known.byId('a'), known.byPid(1)]).toEqual([0, undefined, undefined]);
  });

  it('puts labels together, the later ones above', () => {
    const { known } = watched();
    known.add({ ...container('a', 1), labels: { app: 'old', tier: 'x' } });
    known.learn(known.byId('a') as Container, { labels: { app: 'new' } });
    expect(known.byId('a')?.labels).toEqual({ app: 'new', tier: 'x' });
  });

  it('keeps a bounded number of further namespaces', () => {
    const { told, known } = watched();
    known.add(container('a', 1));
    for (const mntns of [1001, 5, 5, ...Array.from({ length: 40 }, (_, index) => 100 + index)]) {
      known.meetNamespace(known.byId('a') as Container, mntns);
    }
    expect(known.byId('a')?.otherMntns).toHaveLength(32);
    expect(known.byId('a')?.otherMntns?.slice(0, 2)).toEqual([5, 100]);
    expect(told).toHaveLength(33);
  });

  it('refuses one more than it may know', () => {
    const { known } = watched(2);
    expect([1, 2, 3].map((pid) => known.add(container(`c${pid}`, pid)))).toEqual([true, true, false]);
    known.remove(known.byId('c1') as Container, end);
    expect(known.add(container('c3', 3))).toBe(true);
  });

  it('tells two of one id apart by their processes', () => {
    const { told, known } = watched();
    known.add(container('a', 1));
    known.add(container('a', 2));
    known.remove(known.byPid(1) as Container, end);
    expect(known.byId('a')?.pid).toBe(2);
    known.remove(known.byPid(2) as Container, end);
    expect(told).toHaveLength(4);
  });
});
