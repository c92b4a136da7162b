import type { ClusterChange } from './cluster.ts';

/** Of an `apply` with many objects each comes alone. A change takes effect within 2 s: this is the smaller part of it. */
const collectMs = 200;

export interface ChangeNotifier {
  mark(part: keyof ClusterChange): void;
  stop(): void;
}

/** Collects changes and tells of them together. */
export function createChangeNotifier(notify: (change: ClusterChange) => void): ChangeNotifier {
  const marked = new Set<keyof ClusterChange>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const has = (part: keyof ClusterChange) => marked.has(part);
    const change: ClusterChange = {
      rules: has('rules'),
      bindings: has('bindings'),
      pods: has('pods'),
      apiServers: has('apiServers'),
      profiles: has('profiles'),
    };
    marked.clear();
    notify(change);
  };
  return {
    mark(part) {
      marked.add(part);
      timer ??= setTimeout(flush, collectMs);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
