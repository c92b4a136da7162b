import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import { runtimeFolders } from './find-runtimes.ts';
import { runtimeNames } from './runtime-command.ts';

/** Tells when a runtime is installed, or replaced, in one of the folders that are there. */
export function watchFolders(hostRoot: string, runtimePaths: readonly string[], onChange: () => void): () => void {
  const names = new Set([...runtimeNames, ...runtimePaths.map((file) => path.basename(file))]);
  const folders = new Set([...runtimeFolders, ...runtimePaths.map((file) => path.dirname(file))]);
  const watchers = [...folders].flatMap((folder) => open(hostRoot + folder));

  function open(folder: string): FSWatcher[] {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || names.has(name)) onChange();
      });
      // The folder is gone: the look around finds what comes in its place.
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  }

  return () => {
    for (const watcher of watchers) watcher.close();
  };
}
