import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Feature } from '@rulelibrary/engine/collector';

const program = fileURLToPath(new URL('container-watcher.ts', import.meta.url));

/** What it says of a container. */
export interface FoundContainer {
  readonly id: string;
  readonly command?: readonly string[];
  readonly wasRunning: boolean;
}

/** A process that looks for containers. */
export interface ContainerWatcher {
  readonly child: ChildProcess;
  /** Whether it holds the starts of containers. */
  readonly feature: Feature;
  /** Resolves when it has found the container. */
  find(id: string): Promise<FoundContainer>;
}

/** @param prefix a command to start it with, such as one that takes capabilities away */
export async function startContainerWatcher(prefix: readonly string[] = []): Promise<ContainerWatcher> {
  const command = [...prefix, process.execPath, '--conditions', '@rulelibrary/source', program];
  const child = spawn(command[0] as string, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error('Cannot start the watcher: it ended');
    if (value.startsWith('ready ')) return { child, find, feature: JSON.parse(value.slice('ready '.length)) };
  }

  async function find(id: string): Promise<FoundContainer> {
    for (;;) {
      const found = JSON.parse((await lines.next()).value as string) as FoundContainer;
      if (found.id === id) return found;
    }
  }
}
