import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ApiClient, createApiClient } from '../src/client/api-client.ts';
import { connect } from '../src/connection/connect.ts';
import type { PermissionRule } from '../src/permissions.ts';
import type { TestCluster } from './cluster/test-cluster.ts';

export interface AccountOptions {
  readonly name: string;
  /** Of the whole cluster. */
  readonly permissions: readonly PermissionRule[];
  /** By namespace. */
  readonly inNamespace?: Readonly<Record<string, readonly PermissionRule[]>>;
}

export interface Account {
  /** Sees the cluster as a pod with this account does: by the files that kubelet mounts. */
  readonly client: ApiClient;
  /** Puts a token into the mounted file, as kubelet does when the one before it comes of age. */
  mountToken(token: string): Promise<void>;
  createToken(): Promise<string>;
}

/** Makes a ServiceAccount in the namespace default that may do what is named, and nothing else. */
export async function createAccount(cluster: TestCluster, options: AccountOptions): Promise<Account> {
  const { name, permissions, inNamespace = {} } = options;
  const subjects = [{ kind: 'ServiceAccount', name, namespace: 'default' }];
  const roles = Object.entries(inNamespace).flatMap(([namespace, rules]) =>
    roleOf({ name, namespace }, rules, subjects),
  );
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'default' } };
  const items = [account, ...roleOf({ name }, permissions, subjects), ...roles];
  await cluster.kubectlWith(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }), 'apply', '-f', '-');
  const folder = await mkdtemp(path.join(cluster.folder, 'account-'));
  await mkdir(folder, { recursive: true });
  const mount = (file: string, text: string) => writeFile(path.join(folder, file), text);
  const createToken = async () => (await cluster.kubectl('create', 'token', '-n', 'default', name)).trim();
  await mount('ca.crt', cluster.certificates.authority);
  await mount('namespace', 'default');
  await mount('token', await createToken());
  const { hostname, port } = new URL(cluster.url);
  const environment = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
  const client = createApiClient(await connect({ environment, serviceAccountFolder: folder }));
  return { client, createToken, mountToken: (token) => mount('token', token) };
}

function roleOf(
  metadata: { readonly name: string; readonly namespace?: string },
  rules: readonly PermissionRule[],
  subjects: readonly object[],
): object[] {
  const kind = metadata.namespace === undefined ? 'ClusterRole' : 'Role';
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: metadata.name };
  return [
    { apiVersion, kind, metadata, rules },
    { apiVersion, kind: `${kind}Binding`, metadata, roleRef, subjects },
  ];
}
