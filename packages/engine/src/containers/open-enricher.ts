import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '../contexts/container.ts';
import { askContainerd } from './ask-containerd.ts';
import { askDocker } from './ask-docker.ts';
import type { ContainerEnricher } from './container-enricher.ts';
import type { ContainerFacts } from './container-facts.ts';

/** A daemon that may know a container. */
export interface Daemon {
  readonly sockets: readonly string[];
  readonly ask: (socket: string, container: Container) => Promise<ContainerFacts | undefined>;
  /** Whether the container can be its. */
  readonly mayKnow: (container: Container) => boolean;
}

const atATime = 4;
const maxWaiting = 4096;
const pausesMs = [250, 1000, 4000];

/** containerd, which started every container whose bundle is among its tasks; docker's are those of one namespace of it. */
export function containerdAt(sockets: readonly string[]): Daemon {
  return { sockets, ask: askContainerd, mayKnow: ({ bundle }) => bundle === undefined || isTask(bundle) };
}

export function dockerAt(sockets: readonly string[]): Daemon {
  const isDockers = (bundle: string): boolean => isTask(bundle) && bundle.includes('/moby/');
  return { sockets, ask: askDocker, mayKnow: ({ bundle }) => bundle === undefined || isDockers(bundle) };
}

function isTask(bundle: string): boolean {
  return bundle.includes('/io.containerd.runtime.v');
}

/** Asks the daemons whose socket is there, a few questions at a time; whoever does not answer is asked again, three times. */
export function openEnricher(daemons: readonly Daemon[]): ContainerEnricher {
  const waiting: (() => Promise<void>)[] = [];
  const closing = new AbortController();
  let running = 0;
  let unanswered = 0;

  function runNext(): void {
    while (running < atATime && waiting.length > 0) {
      running += 1;
      void (waiting.shift() as () => Promise<void>)().finally(() => {
        running -= 1;
        runNext();
      });
    }
  }

  async function askAgain(question: () => Promise<ContainerFacts | undefined>): Promise<ContainerFacts | undefined> {
    for (const pauseMs of [...pausesMs, undefined]) {
      try {
        return await question();
      } catch {
        if (pauseMs === undefined || closing.signal.aborted) break;
        await sleep(pauseMs, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      }
    }
    unanswered += 1;
    return undefined;
  }

  return {
    get unanswered() {
      return unanswered;
    },
    ask(container, learn) {
      for (const { sockets, ask, mayKnow } of daemons) {
        if (!mayKnow(container)) continue;
        for (const socket of sockets.filter((path) => existsSync(path))) {
          if (waiting.length >= maxWaiting) {
            unanswered += 1;
            continue;
          }
          waiting.push(async () => {
            const facts = closing.signal.aborted ? undefined : await askAgain(() => ask(socket, container));
            if (facts && !closing.signal.aborted) learn(facts);
          });
        }
      }
      runNext();
    },
    close() {
      closing.abort();
      waiting.length = 0;
    },
  };
}
