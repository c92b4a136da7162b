import type { Ancestor } from '@rulelibrary/schema';

/** What is remembered of a process. Strings are shared with its children until they execute something. */
export interface ProcessNode {
  readonly pid: number;
  readonly ppid: number;
  /** Start of the process, CLOCK_BOOTTIME in nanoseconds, as a double: tells two processes of one pid apart. */
  readonly startBootNs: number;
  /** Its mount namespace at its start or last exec; undefined where /proc was read for it. */
  readonly mntns?: number;
  /** The one in which it executed its program, or whoever it is a copy of did; undefined likewise. */
  readonly execMntns?: number | undefined;
  readonly comm: string;
  readonly exepath: string;
  /** Argument vector at its last exec; undefined when that was before the collector. */
  readonly args: readonly string[] | undefined;
  /** The end of the vector is not kept. */
  readonly argsCut: boolean;
  /** Working directory at its last exec; undefined likewise. */
  readonly cwd: string | undefined;
  /** Time of its end on the clock of {@link ProcessTree.expire}, milliseconds. */
  readonly endedMs: number | undefined;
}

export interface ProcessTree {
  readonly size: number;
  /** Nodes that gave way because the tree was full. */
  readonly evicted: number;
  get(pid: number): ProcessNode | undefined;
  /** Puts a process in, in place of another with its pid. */
  set(node: ProcessNode): void;
  /** Marks the end; the node stays for a while, since events of its children still name it. */
  end(pid: number, nowMs: number): void;
  /** Forgets what ended more than `keptMs` ago. */
  expire(nowMs: number): void;
  /** Parents from `pid` upwards, nearest first, `pid` itself included. */
  lineage(pid: number): Ancestor[];
}

export interface ProcessTreeOptions {
  readonly maxNodes?: number;
  /** Paths and arguments of all processes together, UTF-16 units. */
  readonly maxText?: number;
  readonly keptMs?: number;
}

const maxLineage = 64;

/**
 * An empty tree. At most `maxNodes` (65,536) processes with `maxText` (32 Mi) of text; the ones put in longest ago give way
 * first.
 */
export function createProcessTree(options: ProcessTreeOptions = {}): ProcessTree {
  const { maxNodes = 65_536, maxText = 32 * 2 ** 20, keptMs = 10_000 } = options;
  const nodes = new Map<number, ProcessNode>();
  // In the order of their ends. A node leaves it with the tree, however it does.
  const ended = new Set<ProcessNode>();
  let text = 0;
  let evicted = 0;

  function forget(node: ProcessNode | undefined): void {
    if (node === undefined || nodes.get(node.pid) !== node) return;
    nodes.delete(node.pid);
    ended.delete(node);
    text -= textOf(node);
  }

  return {
    get size() {
      return nodes.size;
    },
    get evicted() {
      return evicted;
    },
    get: (pid) => nodes.get(pid),
    set(node) {
      forget(nodes.get(node.pid));
      nodes.set(node.pid, node);
      text += textOf(node);
      while (nodes.size > maxNodes || text > maxText) {
        forget(nodes.values().next().value);
        evicted += 1;
      }
    },
    end(pid, nowMs) {
      const node = nodes.get(pid);
      if (!node || node.endedMs !== undefined) return;
      const last = { ...node, endedMs: nowMs };
      nodes.set(pid, last);
      ended.add(last);
    },
    expire(nowMs) {
      for (const node of ended) {
        if (nowMs - (node.endedMs ?? 0) <= keptMs) break;
        forget(node);
      }
    },
    lineage(pid) {
      const lineage: Ancestor[] = [];
      for (let node = nodes.get(pid); node && lineage.length < maxLineage; node = nodes.get(node.ppid)) {
        lineage.push({ pid: node.pid, comm: node.comm, exepath: node.exepath });
        if (node.ppid === node.pid) break;
      }
      return lineage;
    },
  };
}

/** What a child has of its parent counts for each: it may outlive it. */
function textOf({ exepath, cwd = '', args = [] }: ProcessNode): number {
  let text = exepath.length + cwd.length;
  for (const arg of args) text += arg.length;
  return text;
}
