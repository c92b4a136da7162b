import { ClusterError } from '../cluster-error.ts';
import type { ClusterConnection } from './cluster-connection.ts';
import { connectByKubeconfig } from './connect-by-kubeconfig.ts';
import { connectInCluster, serviceAccountFolder } from './connect-in-cluster.ts';

export interface ConnectOptions {
  /** File; absent: the pod's own account, else the file that `KUBECONFIG` names. */
  readonly kubeconfig?: string;
  /** Of the file; absent: its current one. */
  readonly context?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the pod's account is mounted; absent: where kubelet does. */
  readonly serviceAccountFolder?: string;
}

/** Finds the cluster. Nothing is asked of it. @throws ClusterError `configuration` */
export async function connect(options: ConnectOptions): Promise<ClusterConnection> {
  const { environment, kubeconfig, context } = options;
  if (kubeconfig !== undefined) return connectByKubeconfig(kubeconfig, context);
  if (environment['KUBERNETES_SERVICE_HOST']) {
    return connectInCluster(environment, options.serviceAccountFolder ?? serviceAccountFolder);
  }
  const named = environment['KUBECONFIG'];
  if (named) return connectByKubeconfig(named, context);
  throw new ClusterError('configuration', 'Cannot find a cluster: this is no pod, and KUBECONFIG names no file');
}
