import type { ContextDetector } from './context-detector.ts';

/** Recognises the host by the mount namespace of its first process. */
export function createHostDetector(hostMntns: () => number): ContextDetector {
  return {
    context: 'host',
    detect: ({ mntns }) => (mntns !== 0 && mntns === hostMntns() ? {} : undefined),
  };
}
