import type { SourceContext } from '../source-context.ts';

/** Which contexts are watched, by the names that a configuration has for them. All are, unless it says otherwise. */
export interface ContextSwitches {
  /** Kubernetes: the containers of pods. */
  readonly enableRuntimeDetection?: boolean | undefined;
  readonly hostMonitoringEnabled?: boolean | undefined;
  /** Containers that no Kubernetes manages. */
  readonly standaloneMonitoringEnabled?: boolean | undefined;
}

/** Each switch is about its own context: none switches off or on another. */
export function watchedContexts(switches: ContextSwitches): readonly SourceContext[] {
  const { enableRuntimeDetection = true, hostMonitoringEnabled = true, standaloneMonitoringEnabled = true } = switches;
  const contexts: readonly [SourceContext, boolean][] = [
    ['kubernetes', enableRuntimeDetection],
    ['host', hostMonitoringEnabled],
    ['standalone', standaloneMonitoringEnabled],
  ];
  return contexts.filter(([, isEnabled]) => isEnabled).map(([context]) => context);
}
