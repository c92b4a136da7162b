import type { Agent } from 'node:https';

/** How an API server is reached. */
export interface ClusterConnection {
  /** Without trailing slash. */
  readonly url: string;
  /** Namespace of the account, where the configuration names one. */
  readonly namespace: string | undefined;
  /** Asked before each request: tokens rotate. */
  authorize(): Promise<Authorization>;
  /** The next request reads the configuration anew: certificates were replaced. */
  refresh(): void;
}

export interface Authorization {
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
}
