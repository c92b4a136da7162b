import type { PodContainer } from './pod.ts';

type Maybe<T> = T | null | undefined;

interface Handler {
  readonly exec?: Maybe<{ readonly command?: Maybe<readonly string[]> }>;
}

interface WrittenContainer {
  readonly name: string;
  readonly command?: Maybe<readonly string[]>;
  readonly workingDir?: Maybe<string>;
  readonly env?: Maybe<readonly { readonly name: string; readonly value?: Maybe<string> }[]>;
  readonly volumeMounts?: Maybe<readonly { readonly mountPath: string }[]>;
  readonly lifecycle?: Maybe<{ readonly postStart?: Maybe<Handler>; readonly preStop?: Maybe<Handler> }>;
  readonly livenessProbe?: Maybe<Handler>;
  readonly readinessProbe?: Maybe<Handler>;
  readonly startupProbe?: Maybe<Handler>;
}

/** A pod's spec that passed the schema. */
export interface WrittenPodSpec {
  readonly containers: readonly WrittenContainer[];
  readonly initContainers?: Maybe<readonly WrittenContainer[]>;
  readonly ephemeralContainers?: Maybe<readonly WrittenContainer[]>;
}

/** The containers of a pod, in the order of their lists. */
export function podContainers({ containers, initContainers, ephemeralContainers }: WrittenPodSpec): PodContainer[] {
  return [...containers, ...(initContainers ?? []), ...(ephemeralContainers ?? [])].map(readContainer);
}

function readContainer(container: WrittenContainer): PodContainer {
  const searchPath = container.env?.find(({ name }) => name === 'PATH')?.value;
  return {
    name: container.name,
    mountPaths: container.volumeMounts?.map(({ mountPath }) => mountPath) ?? [],
    commands: [...new Set(commandsOf(container))],
    ...(searchPath && { searchPath }),
    ...(container.workingDir && { workingDirectory: container.workingDir }),
  };
}

/** `args` alone are arguments of the image's own entry point, which the spec does not name. */
function commandsOf({ command, lifecycle, livenessProbe, readinessProbe, startupProbe }: WrittenContainer): string[] {
  const handlers = [lifecycle?.postStart, lifecycle?.preStop, livenessProbe, readinessProbe, startupProbe];
  const commands = [command, ...handlers.map((handler) => handler?.exec?.command)];
  return commands.flatMap((words) => words?.[0] || []);
}
