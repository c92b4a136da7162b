import type { PodIdentity } from '@rulelibrary/schema';
import type { SourceContext } from '../source-context.ts';
import type { Container } from './container.ts';

/** What is known of a mount namespace, or of the container it belongs to. */
export interface Evidence {
  readonly mntns: number;
  readonly container?: Container | undefined;
  /** What the cluster says of the container's pod. */
  readonly pod?: PodIdentity | undefined;
}

/** Recognises one context. */
export interface ContextDetector {
  readonly context: SourceContext;
  /** What it recognises it by; undefined where it does not. */
  detect(evidence: Evidence): Detected | undefined;
}

export interface Detected {
  readonly container?: Container;
  readonly pod?: PodIdentity;
}
