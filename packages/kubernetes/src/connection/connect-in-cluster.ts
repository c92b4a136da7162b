import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { isIPv6 } from 'node:net';
import path from 'node:path';
import { ClusterError } from '../cluster-error.ts';
import type { ClusterConnection } from './cluster-connection.ts';
import { dropIdle } from './drop-idle.ts';

/** Where kubelet mounts a pod's token, the API server's authority and the namespace. */
export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Silence of a connection after which the kernel asks whether it is still there. */
const keepAliveMs = 15_000;

/**
 * The connection that every pod has. The token is read from its file for each request: kubelet replaces it before it ends
 * (an hour), and a request is rare. Written here since loading @kubernetes/client-node costs 90 MB of memory on every node,
 * and a file with a token is all that it would read.
 * @throws ClusterError `configuration`
 */
export function connectInCluster(
  environment: Readonly<Record<string, string | undefined>>,
  folder = serviceAccountFolder,
): ClusterConnection {
  const host = environment['KUBERNETES_SERVICE_HOST'];
  const port = environment['KUBERNETES_SERVICE_PORT'];
  if (!host || !port) throw new ClusterError('configuration', 'Cannot find the API server: this is no pod');
  let agent: Agent | undefined;
  return {
    url: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    namespace: readText(path.join(folder, 'namespace')),
    async authorize() {
      const token = (await read(path.join(folder, 'token'))).trim();
      agent ??= new Agent({
        keepAlive: true,
        keepAliveMsecs: keepAliveMs,
        ca: await read(path.join(folder, 'ca.crt')),
      });
      return { headers: { authorization: `Bearer ${token}` }, agent };
    },
    refresh() {
      if (agent !== undefined) dropIdle(agent);
      agent = undefined;
    },
  };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ClusterError('configuration', `Cannot read ${file}: ${String(error)}`, { cause: error });
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
