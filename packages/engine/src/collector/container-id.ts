/** Whether a container runtime keeps a state of that id; `namespace`: containerd's, undefined for a runtime called directly. */
export type HasRuntimeState = (id: string, namespace: string | undefined) => boolean;

/** A way to name the cgroup of a container: group 1 is the id. */
interface Layout {
  readonly component: RegExp;
  readonly madeBy: string;
}

/**
 * Names that nothing but a container has. A monitor beside one (`crio-conmon-…`, `libpod-conmon-…`) is none.
 * Sources: runc libcontainer/cgroups, crun src/libcrun/cgroup, containerd and CRI-O pkg/cri, podman libpod, kubelet cm.
 */
const layouts: readonly Layout[] = [
  { component: /^([0-9a-f]{64})$/, madeBy: 'docker, containerd, CRI-O and Kubernetes with cgroupfs' },
  {
    component: /^(?!.*-conmon-)(?:[a-z]+-)+([0-9a-f]{64})(?:\.scope)?$/,
    madeBy: 'docker, containerd, CRI-O, nerdctl with systemd; podman with both',
  },
  { component: /^[^:]+\.slice:[a-z-]+:([\w.+-]+)$/, madeBy: "cgroupfs that was given systemd's notation" },
  { component: /^(?:runc|crun|youki)-([\w.+-]+)\.scope$/, madeBy: 'runtimes called directly, with systemd' },
];

// What runc takes as an id, and containerd as the name of a namespace.
const freeName = /^(?!\.\.?$)[\w.+-]+$/;

/**
 * The container that a process belongs to, by its /proc/PID/cgroup in either version or both: the innermost one, which may be
 * above further cgroups of its own. undefined: none, or one whose id could be anything and which no runtime knows.
 */
export function containerIdOf(cgroup: string, hasRuntimeState: HasRuntimeState): string | undefined {
  const paths = pathsOf(cgroup);
  return find(paths, (components, at) => idByLayout(components[at] as string)) ?? find(paths, idByState);

  function idByState(components: readonly string[], at: number): string | undefined {
    const [above, name] = [components[at - 1] ?? '', components[at] as string];
    if (!freeName.test(name)) return undefined;
    const isKnown = hasRuntimeState(name, undefined) || (freeName.test(above) && hasRuntimeState(name, above));
    return isKnown ? name : undefined;
  }
}

/** Components of each path, without those that are there twice. A line is `number:controllers:path`. */
function pathsOf(cgroup: string): string[][] {
  const paths = cgroup.split('\n').map((line) => line.replace(/^\d+:[^:]*:/, ''));
  return [...new Set(paths)].map((path) => path.split('/').filter((component) => component !== ''));
}

function find<T>(paths: readonly string[][], look: (components: string[], at: number) => T | undefined): T | undefined {
  for (const components of paths) {
    for (let at = components.length - 1; at >= 0; at--) {
      const found = look(components, at);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function idByLayout(component: string): string | undefined {
  for (const layout of layouts) {
    const id = layout.component.exec(component)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}
