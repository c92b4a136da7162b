import type { Ancestor } from '@rulelibrary/schema';

/** What is remembered of a process. Strings are shared with its children until they execute something. */
export interface ProcessNode {
  readonly pid: number;
  readonly ppid: number;
  /** Start of the process, CLOCK_BOOTTIME in nanoseconds, as a double: tells two processes of one pid apart. */
  readonly startBootNs: number;
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
  readonly keptMs?: number;
}

const maxLineage = 64;

/** An empty tree. At most `maxNodes` (65,536) processes; the ones put in longest ago give way first. */
export function createProcessTree({ maxNodes = 65_536, keptMs = 10_000 }: ProcessTreeOptions = {}): ProcessTree {
  const nodes = new Map<number, ProcessNode>();
  const ended: ProcessNode[] = [];
  let evicted = 0;

  function forget(node: ProcessNode): void {
    if (nodes.get(node.pid) === node) nodes.delete(node.pid);
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
      nodes.delete(node.pid);
      nodes.set(node.pid, node);
      if (nodes.size <= maxNodes) return;
      const oldest = nodes.keys().next().value as number;
      nodes.delete(oldest);
      evicted += 1;
    },
    end(pid, nowMs) {
      const node = nodes.get(pid);
      if (!node || node.endedMs !== undefined) return;
      const last = { ...node, endedMs: nowMs };
      nodes.set(pid, last);
      ended.push(last);
    },
    expire(nowMs) {
      const kept = ended.findIndex((node) => nowMs - (node.endedMs ?? 0) <= keptMs);
      for (const node of ended.splice(0, kept === -1 ? ended.length : kept)) forget(node);
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
