import { describe, expect, it } from 'vitest';
import { createContainerLookup } from './container-lookup.ts';

const id = `${'c0ffee'.repeat(10)}c0de`;
const host = 100;

describe('createContainerLookup', () => {
  it('tells a container by its cgroup', () => {
    expect(createContainerLookup(host, () => `0::/docker/${id}\n`).containerId(7, 1)).toBe(id);
    expect(createContainerLookup(host, () => '').containerId(7, 1)).toBeUndefined();
  });

  it('never looks up the host', () => {
    const lookup = createContainerLookup(host, () => `0::/docker/${id}\n`);
    expect(lookup.containerId(host, 1)).toBeUndefined();
  });

  it('looks up a namespace with the number of one that it was told to forget', () => {
    let name = id;
    const lookup = createContainerLookup(host, () => `0::/docker/${name}\n`);
    lookup.containerId(7, 1);
    name = id.replace('c', 'd');
    expect(lookup.containerId(7, 2)).toBe(id);
    lookup.forget(7);
    expect(lookup.containerId(7, 2)).toBe(name);
  });

  it('looks a namespace up once, and again after reconsider when it was no container', () => {
    let cgroup = '0::/user.slice\n';
    let reads = 0;
    const lookup = createContainerLookup(host, () => {
      reads += 1;
      return cgroup;
    });
    expect([lookup.containerId(7, 1), lookup.containerId(7, 2)]).toEqual([undefined, undefined]);
    expect(reads).toBe(1);
    cgroup = `0::/docker/${id}\n`;
    lookup.reconsider(7);
    expect(lookup.containerId(7, 2)).toBe(id);
    lookup.reconsider(7);
    expect(lookup.containerId(7, 3)).toBe(id);
    expect(reads).toBe(2);
  });

  it('knows 4,096 namespaces; for one more it looks the first up anew', () => {
    const read: number[] = [];
    const lookup = createContainerLookup(host, (pid) => {
      read.push(pid);
      return `0::/docker/${id}\n`;
    });
    for (let mntns = 1000; mntns < 1000 + 4096; mntns++) lookup.containerId(mntns, mntns);
    expect(read).toHaveLength(4096);
    lookup.containerId(1000, 1);
    lookup.containerId(5096, 2);
    lookup.containerId(1001, 3);
    lookup.containerId(1000, 4);
    expect(read.slice(4096)).toEqual([2, 4]);
  });
});
