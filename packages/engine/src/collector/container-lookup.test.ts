import { describe, expect, it } from 'vitest';
import { createContainerLookup } from './container-lookup.ts';

const id = `${'c0ffee'.repeat(10)}c0de`;
const host = 100;

describe('createContainerLookup', () => {
  it.each([
    ['docker', `12:pids:/docker/${id}\n0::/docker/${id}\n`, id],
    ['docker with systemd', `0::/system.slice/docker-${id}.scope\n`, id],
    ['containerd in a pod', `0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-${id}.scope\n`, id],
    ['CRI-O', `0::/kubepods.slice/crio-${id}.scope\n`, id],
    ['a service with PrivateTmp', '0::/system.slice/nginx.service\n', undefined],
    ['an id that is a digit short', `0::/docker/${id.slice(1)}\n`, undefined],
    ['a process that is gone', '', undefined],
  ])('%s', (_, cgroup, expected) => {
    expect(createContainerLookup(host, () => cgroup).containerId(7, 1)).toBe(expected);
  });

  it('never looks up the host', () => {
    const lookup = createContainerLookup(host, () => `0::/docker/${id}\n`);
    expect(lookup.containerId(host, 1)).toBeUndefined();
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
});
