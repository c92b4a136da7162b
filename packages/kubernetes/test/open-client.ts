import { type ApiClient, createApiClient } from '../src/client/api-client.ts';
import { connect } from '../src/connection/connect.ts';
import type { TestCluster } from './cluster/test-cluster.ts';

/**
 * A client of the cluster's administrator.
 * @param url another way to the same API server
 */
export async function openClient({ kubeconfig }: TestCluster, url?: string): Promise<ApiClient> {
  const connection = await connect({ kubeconfig, environment: {} });
  return createApiClient({ ...connection, ...(url !== undefined && { url }) });
}
