import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { workloadPath } from './workload.ts';

const kinds = ['programs', 'links', 'maps'] as const;
// Lines of /proc/<pid>/fdinfo/<fd>: kernel/bpf/syscall.c, *_show_fdinfo. A link names its program as well.
const heldLine = /^(prog_id|link_id|map_id):\s*(\d+)$/gm;
const kindOfLine: Readonly<Record<string, string>> = { prog_id: 'programs', link_id: 'links', map_id: 'maps' };

/** BPF objects that are loaded and that no process holds: pinned or attached for good. As `programs 12`. */
export function unheldBpfObjects(): Set<string> {
  // First what is loaded, then what is held: an object that is loaded in between is not taken for one that nobody holds.
  const loaded = loadedBpfObjects();
  const held = heldBpfObjects();
  return new Set([...loaded].filter((object) => !held.has(object)));
}

/** Every program, link and map in the kernel. */
export function loadedBpfObjects(): Set<string> {
  const listed = JSON.parse(execFileSync(workloadPath('bpfcount'), { encoding: 'utf8' })) as Record<string, number[]>;
  return new Set(kinds.flatMap((kind) => (listed[kind] ?? []).map((id) => `${kind} ${id}`)));
}

/** What the descriptors of a process (default: of all) hold. */
export function heldBpfObjects(pids: readonly number[] = allPids()): Set<string> {
  const held = new Set<string>();
  for (const text of pids.flatMap(descriptorInfos)) {
    for (const [, name = '', id] of text.matchAll(heldLine)) held.add(`${kindOfLine[name]} ${id}`);
  }
  return held;
}

/** Waits until the predicate holds: the kernel frees BPF objects a moment after their last holder is gone. */
export async function eventually(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`Expected ${what} within 10 s`);
    await sleep(20);
  }
}

function allPids(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

function descriptorInfos(pid: number): string[] {
  const folder = `/proc/${pid}/fdinfo`;
  return orGone(() => readdirSync(folder), []).map((fd) => orGone(() => readFileSync(`${folder}/${fd}`, 'utf8'), ''));
}

/** Processes and descriptors go while they are looked at. */
function orGone<T>(read: () => T, gone: T): T {
  try {
    return read();
  } catch {
    return gone;
  }
}
