import type { PodIdentity } from '@rulelibrary/schema';
import type { SourceContext } from '../source-context.ts';
import type { Container } from './container.ts';

/** Where an event happened, and all that is known of it. */
export interface ContextInfo {
  readonly context: SourceContext;
  /** `namespace/pod`; the host's name; `name:id` of a standalone container. */
  readonly workloadId: string;
  /** Contexts of the user's own that it belongs to, without `context:`. */
  readonly ownContexts: readonly string[];
  /** Absent on the host. */
  readonly container?: Container;
  /** Systemd unit of a process on the host, such as `nginx.service`, where services are told apart. */
  readonly service?: string;
  /** Of a container in Kubernetes, as far as known. */
  readonly pod?: PodIdentity;
}
