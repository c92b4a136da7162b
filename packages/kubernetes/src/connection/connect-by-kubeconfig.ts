import type { Agent, RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterError } from '../cluster-error.ts';
import type { ClusterConnection } from './cluster-connection.ts';
import { dropIdle } from './drop-idle.ts';

/** What an exec plugin gave is kept with what was read: it would be run again for every failed attempt. */
const shortestReadMs = 30_000;

/**
 * The connection that a kubeconfig names, with all that client-node knows of them: exec plugins, OIDC, proxies.
 * @throws ClusterError `configuration`
 */
export async function connectByKubeconfig(file: string, context?: string): Promise<ClusterConnection> {
  let config = await load(file, context);
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new ClusterError('configuration', `Cannot use ${file}: it names no current cluster`);
  let isStale = false;
  let readMs = performance.now();
  let agent: Agent | undefined;
  return {
    url: cluster.server.replace(/\/+$/, ''),
    namespace: config.getContextObject(config.currentContext)?.namespace,
    async authorize() {
      if (isStale && performance.now() - readMs > shortestReadMs) {
        config = await load(file, context);
        readMs = performance.now();
        isStale = false;
      }
      const options: RequestOptions = {};
      await config.applyToHTTPSOptions(options);
      const basic = options.auth ? { authorization: `Basic ${Buffer.from(options.auth).toString('base64')}` } : {};
      agent = options.agent as Agent;
      return { headers: { ...basic, ...(options.headers as Record<string, string>) }, agent };
    },
    refresh() {
      if (agent !== undefined) dropIdle(agent);
      isStale = true;
    },
  };
}

async function load(file: string, context: string | undefined): Promise<KubeConfig> {
  // Not at the top: see connect-in-cluster.ts.
  const client = await import('@kubernetes/client-node');
  const config = new client.KubeConfig();
  try {
    config.loadFromFile(file);
  } catch (error) {
    throw new ClusterError('configuration', `Cannot read ${file}: ${String(error)}`, { cause: error });
  }
  if (context !== undefined) config.setCurrentContext(context);
  return config;
}
