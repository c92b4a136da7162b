import type { Alert } from '../alert.ts';
import type { ProcessNode, ProcessTree } from './runtime-alert.ts';

interface Node extends Omit<ProcessNode, 'children'> {
  children?: Node[];
}

/** Alerts with the same have one process tree in common: those of one container whose farthest known ancestor is the same. */
export function treeKey({ container, process, ancestry = [] }: Alert): string {
  const root = ancestry.at(-1) ?? process;
  return [container?.id ?? '', root?.pid ?? '', root?.comm ?? ''].join('\0');
}

/** The processes of alerts with the same {@link treeKey}, each once, below the farthest ancestor. */
export function processTree(alerts: readonly Alert[]): ProcessTree {
  const nodes = new Map<number, Node>();
  let root: Node | undefined;
  for (const alert of alerts) {
    let parent: Node | undefined;
    for (const found of lineOf(alert)) {
      const known = nodes.get(found.pid ?? 0);
      const node: Node = known === undefined ? found : Object.assign(known, found);
      if (known === undefined) {
        nodes.set(found.pid ?? 0, node);
        if (parent !== undefined) parent.children = [...(parent.children ?? []), node];
      }
      root ??= node;
      parent = node;
    }
  }
  const containerId = alerts[0]?.container?.id;
  return { processTree: root ?? {}, ...(containerId !== undefined && { containerID: containerId }) };
}

/** From the farthest ancestor to the acting process. */
function lineOf({ process, ancestry = [], event }: Alert): Node[] {
  if (process?.pid === undefined) return [];
  const { pid, ppid, comm, exepath, args, cwd, uid, gid, startTime } = process;
  const upperLayer = event?.['upperlayer'];
  const acting: Node = {
    pid,
    ...(args && { cmdline: args.join(' ') }),
    ...(comm !== undefined && { comm }),
    ...(ppid !== undefined && { ppid }),
    ...(typeof event?.['pcomm'] === 'string' && { pcomm: event['pcomm'] }),
    ...(exepath !== undefined && { hardlink: exepath }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    ...(startTime !== undefined && { startTime }),
    ...(typeof upperLayer === 'boolean' && { upperLayer }),
    ...(cwd !== undefined && { cwd }),
    ...(exepath !== undefined && { path: exepath }),
  };
  const parents = ancestry.map(({ pid: parent, comm: name, exepath: path }) => {
    return { pid: parent, ...(name !== undefined && { comm: name }), ...(path !== undefined && { path }) };
  });
  return [...parents.reverse(), acting];
}
