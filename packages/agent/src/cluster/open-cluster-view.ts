import { type ApiClient, type Cluster, connect, createApiClient, openCluster } from '@rulelibrary/kubernetes';
import type { Log } from '../log/create-log.ts';

/** A cluster, and how it is asked. */
export interface ClusterView {
  readonly client: ApiClient;
  readonly cluster: Cluster;
}

export interface ClusterViewOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whose pods are of interest; undefined: everybody's. */
  readonly nodeName: string | undefined;
}

/** @throws ClusterError where no cluster is configured; one that does not answer is waited for */
export async function openClusterView({ environment, nodeName }: ClusterViewOptions): Promise<ClusterView> {
  const client = createApiClient(await connect({ environment }));
  const cluster = openCluster({
    client,
    ...(nodeName === undefined ? { allPods: true } : { nodeName, profiles: true }),
    random: Math.random,
    now: () => performance.now(),
  });
  return { client, cluster };
}

/** What the cluster's view says, into the log. */
export function logClusterLines(log: Log) {
  return ({ level, message, fields }: { level: 'info' | 'warn'; message: string; fields: object }) =>
    log[level](fields, message);
}

/** What is wrong with the view; undefined: every part is current. */
export function viewProblem(cluster: Cluster): string | undefined {
  const { ok, parts } = cluster.health();
  if (ok) return undefined;
  const old = parts.filter(({ ageMs }) => ageMs === undefined || ageMs > 60_000);
  return old.map(({ name, ageMs, problem }) => `${name} ${ageOf(ageMs)}${problem ? ` (${problem})` : ''}`).join(', ');
}

function ageOf(ageMs: number | undefined): string {
  return ageMs === undefined ? 'was never seen' : `is ${Math.round(ageMs / 1_000)} s old`;
}
