import type { ContextDetector, Evidence } from './context-detector.ts';
import type { ContextInfo } from './context-info.ts';
import { createHostDetector } from './host-detector.ts';
import { createKubernetesDetector } from './kubernetes-detector.ts';
import type { OwnContextsOf } from './own-contexts.ts';
import { createStandaloneDetector } from './standalone-detector.ts';
import { workloadIdOf } from './workload-id.ts';

/** Says what a mount namespace is. */
export interface DetectorManager {
  /** What the first detector that recognises it says; the host where none does. */
  detect(evidence: Evidence): ContextInfo;
}

export interface DetectorManagerOptions {
  /** Asked when it is needed: the collector tells it when it starts. */
  readonly hostMntns: () => number;
  readonly hostName: string;
  readonly ownContextsOf: OwnContextsOf;
}

/** The detectors in their order. All of them, whatever is watched: what is not watched must not turn into something else. */
export function createDetectorManager({ hostMntns, hostName, ownContextsOf }: DetectorManagerOptions): DetectorManager {
  const detectors: readonly ContextDetector[] = [
    createKubernetesDetector(),
    createHostDetector(hostMntns),
    createStandaloneDetector(),
  ];
  return {
    detect(evidence) {
      for (const { context, detect } of detectors) {
        const found = detect(evidence);
        if (found === undefined) continue;
        const { container, pod } = found;
        return {
          context,
          workloadId: workloadIdOf(context, found, hostName),
          ownContexts: container === undefined ? [] : ownContextsOf(container, pod),
          ...found,
        };
      }
      return { context: 'host', workloadId: hostName, ownContexts: [] };
    },
  };
}
