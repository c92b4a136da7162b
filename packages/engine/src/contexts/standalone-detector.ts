import type { ContextDetector } from './context-detector.ts';

/** Recognises containers that no Kubernetes manages: by there being a container. */
export function createStandaloneDetector(): ContextDetector {
  return {
    context: 'standalone',
    detect: ({ container }) => (container === undefined ? undefined : { container }),
  };
}
