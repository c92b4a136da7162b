import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readBounded } from './read-bounded.ts';
import { isContainerId } from './runtime-command.ts';

/** What a runtime keeps of a container that it started. */
export interface RuntimeState {
  readonly id: string;
  /** First process, host's number; absent where the runtime does not say. */
  readonly pid?: number;
  /** Absolute, on the host. */
  readonly bundle?: string;
  readonly runtime?: string;
  /** It is a state of a user without root: that user's word. */
  readonly isOfUser?: true;
}

/**
 * Where runtimes keep their states: `*` is any folder. Sources: defaults of runc, crun and youki; containerd's shim, which
 * calls runc with a root for each namespace; docker's; those of users without root.
 */
const roots = [
  '/run/runc',
  '/run/crun',
  '/run/youki',
  '/run/containerd/runc/*',
  '/run/docker/runtime-runc/*',
  '/run/docker/runtime-crun/*',
  '/run/user/*/runc',
  '/run/user/*/crun',
];

/** Bundles by id, where a runtime's state says nothing of them: containerd, CRI-O and podman, podman without root. */
const bundles = [
  '/run/containerd/io.containerd.runtime.v2.task/*',
  '/run/containers/storage/overlay-containers',
  '/var/lib/containers/storage/overlay-containers',
];

const maxListed = 4096;
const maxStateBytes = 2 ** 20;

/** Asks the runtimes' state folders. */
export interface StateFolders {
  /** All there are. */
  list(): RuntimeState[];
  /** @param root where else it may be: a root that a runtime was called with */
  find(id: string, root?: string): RuntimeState | undefined;
}

/** @param hostRoot in front of every path: where the host's file system is */
export function createStateFolders(hostRoot: string): StateFolders {
  const foldersOf = (patterns: readonly string[]): string[] => patterns.flatMap((pattern) => expand(hostRoot, pattern));

  function read(folder: string, id: string): RuntimeState | undefined {
    const text = ['state.json', 'status'].map((name) => readBounded(path.join(folder, id, name), maxStateBytes));
    const found = text.find((each) => each !== undefined);
    if (found === undefined) return undefined;
    const runtime =
      /(runc|crun|youki)/.exec(path.basename(folder))?.[1] ?? /\/(?:runtime-)?(runc|crun)\//.exec(folder)?.[1];
    const isOfUser = folder.startsWith(`${hostRoot}/run/user/`);
    return { ...parseState(found), id, ...(runtime ? { runtime } : {}), ...(isOfUser ? { isOfUser } : {}) };
  }

  function findBundle(id: string): string | undefined {
    for (const folder of foldersOf(bundles)) {
      for (const place of [path.join(folder, id), path.join(folder, id, 'userdata')]) {
        if (list(place).includes('config.json')) return place.slice(hostRoot.length);
      }
    }
    return undefined;
  }

  function find(id: string, root?: string): RuntimeState | undefined {
    if (!isContainerId(id)) return undefined;
    const folders = [...(root === undefined ? [] : [path.join(hostRoot, root)]), ...foldersOf(roots)];
    let state: RuntimeState | undefined;
    for (const folder of folders) state ??= read(folder, id);
    if (state?.bundle !== undefined) return state;
    const bundle = findBundle(id);
    return bundle === undefined ? state : { ...state, id, bundle };
  }

  return {
    list: () =>
      foldersOf(roots).flatMap((folder) =>
        list(folder)
          .filter(isContainerId)
          .flatMap((id) => read(folder, id) ?? []),
      ),
    find,
  };
}

/** Folders that a pattern of at most one `*` names. */
function expand(hostRoot: string, pattern: string): string[] {
  const [before, after = ''] = pattern.split('*') as [string, string?];
  if (!pattern.includes('*')) return [hostRoot + pattern];
  return list(hostRoot + before).map((name) => `${hostRoot}${before}${name}${after}`);
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).slice(0, maxListed);
  } catch {
    return [];
  }
}

/** runc's and youki's `state.json`, crun's `status`. */
function parseState(text: string): Pick<RuntimeState, 'pid' | 'bundle'> {
  let state: StateFile;
  try {
    state = JSON.parse(text) as StateFile;
  } catch {
    return {};
  }
  const pid = state?.init_process_pid ?? state?.pid;
  const labels = Array.isArray(state?.config?.labels) ? state.config.labels : [];
  const label = labels.find((each) => typeof each === 'string' && each.startsWith('bundle='));
  const bundle = label?.slice('bundle='.length) ?? state?.bundle;
  return {
    ...(Number.isSafeInteger(pid) ? { pid: pid as number } : {}),
    ...(typeof bundle === 'string' && path.isAbsolute(bundle) ? { bundle } : {}),
  };
}

interface StateFile {
  readonly init_process_pid?: unknown;
  readonly pid?: unknown;
  readonly bundle?: unknown;
  readonly config?: { readonly labels?: readonly string[] };
}
