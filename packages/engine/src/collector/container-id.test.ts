import { describe, expect, it } from 'vitest';
import { containerIdOf } from './container-id.ts';

const id = `${'c0ffee'.repeat(10)}c0de`;
const outer = 'ab'.repeat(32);
const uid = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const podSlice = `kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice`;
const userService = 'user.slice/user-1000.slice/user@1000.service';

/** /proc/PID/cgroup where each controller has a hierarchy of its own. */
const v1 = (path: string) => `9:name=systemd:${path}\n4:memory:${path}\n2:cpu,cpuacct:${path}\n`;
const v2 = (path: string) => `0::${path}\n`;
/** Controllers of the first version beside a second one that has none. */
const hybrid = (path: string) => `${v1(path)}${v2(path)}`;

const layouts: readonly (readonly [name: string, cgroup: string])[] = [
  ['docker, cgroupfs, v1', v1(`/docker/${id}`)],
  ['docker, cgroupfs, v2', v2(`/docker/${id}`)],
  ['docker, cgroupfs, hybrid', hybrid(`/docker/${id}`)],
  ['docker, hybrid, where the second version is at its root', `${v1(`/docker/${id}`)}0::/\n`],
  ['docker, systemd', v2(`/system.slice/docker-${id}.scope`)],
  ['docker, systemd, v1', v1(`/system.slice/docker-${id}.scope`)],
  ['docker, rootless', v2(`/${userService}/user.slice/docker-${id}.scope`)],
  ['docker with an init system of its own', v2(`/docker/${id}/init.scope`)],
  ['docker in docker', v2(`/docker/${outer}/docker/${id}`)],
  ['Kubernetes in docker', v2(`/docker/${outer}/kubelet.slice/kubelet-${podSlice}/cri-containerd-${id}.scope`)],
  ['a parent of its own', v2(`/my.slice/docker-${id}.scope`)],
  ['Kubernetes with docker, cgroupfs, v1', v1(`/kubepods/burstable/pod${uid}/${id}`)],
  ['Kubernetes with docker, systemd', v1(`/${podSlice}/docker-${id}.scope`)],
  ['Kubernetes with containerd, cgroupfs, v1', v1(`/kubepods/besteffort/pod${uid}/${id}`)],
  ['Kubernetes with containerd, cgroupfs, v2', v2(`/kubepods/pod${uid}/${id}`)],
  ['Kubernetes with containerd, systemd', v2(`/${podSlice}/cri-containerd-${id}.scope`)],
  [
    "Kubernetes with containerd, cgroupfs with systemd's names",
    v1(`/${podSlice.split('/').at(-1)}:cri-containerd:${id}`),
  ],
  ['the same below a service', v1(`/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:${id}`)],
  ['Kubernetes with CRI-O, systemd', v2(`/${podSlice}/crio-${id}.scope`)],
  ['Kubernetes with CRI-O and crun', v2(`/${podSlice}/crio-${id}.scope/container`)],
  ['Kubernetes with CRI-O, cgroupfs', v1(`/kubepods/burstable/pod${uid}/crio-${id}`)],
  ['seen from within a cgroup namespace', v2(`/../../pod1/cri-containerd-${id}.scope`)],
  ['podman, systemd', v2(`/machine.slice/libpod-${id}.scope`)],
  ['podman, systemd, crun', v2(`/machine.slice/libpod-${id}.scope/container`)],
  ['podman, cgroupfs', v1(`/libpod_parent/libpod-${id}`)],
  ['podman, rootless', v2(`/${userService}/user.slice/libpod-${id}.scope/container`)],
  ['podman in a pod', v2(`/machine.slice/machine-libpod_pod_${outer}.slice/libpod-${id}.scope/container`)],
  ['podman, split', v2(`/system.slice/web.service/libpod-payload-${id}`)],
  ['nerdctl, systemd', v2(`/system.slice/nerdctl-${id}.scope`)],
  ['containerd, cgroupfs', hybrid(`/default/${id}`)],
];

const freeLayouts: readonly (readonly [name: string, cgroup: string, id: string])[] = [
  ['runc, systemd', v2('/system.slice/runc-web_1.scope'), 'web_1'],
  ['crun, systemd', v2('/user.slice/crun-web.a.scope'), 'web.a'],
  ["cgroupfs with systemd's names", v1('/system.slice:runc:web'), 'web'],
];

const noContainers: readonly (readonly [name: string, cgroup: string])[] = [
  ['the root', v2('/')],
  ['a service with PrivateTmp', hybrid('/system.slice/nginx.service')],
  ['a user', v2(`/${userService}/app.slice/app-1.scope`)],
  ['an id that is a digit short', v2(`/docker/${id.slice(1)}`)],
  ['an id that is a digit long', v2(`/docker/${id}0`)],
  ["CRI-O's monitor", v2(`/system.slice/crio-conmon-${id}.scope`)],
  ["podman's monitor", v2(`/machine.slice/libpod-conmon-${id}.scope`)],
  ["a pod's own cgroup", v2(`/kubepods/burstable/pod${uid}`)],
  ['docker itself', v2('/system.slice/docker.service')],
  ['a free id that no runtime knows', hybrid('/web')],
  ['a process that is gone', ''],
];

describe('containerIdOf', () => {
  const nothing = () => false;

  it.each(layouts)('%s', (_, cgroup) => {
    expect(containerIdOf(cgroup, nothing)).toBe(id);
  });

  it.each(freeLayouts)('a free id: %s', (_, cgroup, expected) => {
    expect(containerIdOf(cgroup, nothing)).toBe(expected);
  });

  it.each(noContainers)('no container: %s', (_, cgroup) => {
    expect(containerIdOf(cgroup, nothing)).toBeUndefined();
  });

  it('takes a free id where a runtime knows it: the innermost one', () => {
    const states = new Set(['web', 'default/box']);
    const isKnown = (name: string, namespace?: string) => states.has(namespace ? `${namespace}/${name}` : name);
    const idOf = (path: string) => containerIdOf(hybrid(path), isKnown);
    expect(idOf('/web')).toBe('web');
    expect(idOf('/parent/web/inside')).toBe('web');
    expect(idOf('/default/box')).toBe('box');
    expect([idOf('/box'), idOf('/other/box'), idOf('/web.service')]).toEqual([undefined, undefined, undefined]);
  });

  it('asks no runtime for what is no name', () => {
    const asked: string[] = [];
    containerIdOf(v2('/../a b/ok'), (name) => asked.push(name) === 0);
    expect(asked).toEqual(['ok']);
  });
});
