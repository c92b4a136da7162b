import type { ApiClient } from '../src/client/api-client.ts';
import { podObject, ruleOf } from '../test/objects.ts';

export interface ClusterSize {
  readonly namespaces: number;
  readonly pods: number;
  readonly bindings: number;
  readonly rules: number;
  /** Pods of one node. */
  readonly podsPerNode: number;
}

/** Requests at the same time; more make the API server no faster. */
const parallel = 32;
const rulesPerObject = 20;

/** Makes the objects of a large cluster. Rules and bindings need their definitions. */
export async function fillCluster(client: ApiClient, size: ClusterSize): Promise<void> {
  const names = Array.from({ length: size.namespaces }, (_, index) => `ns-${index}`);
  await each(['rules', ...names], async (name) => {
    const labels = { team: `team-${name.slice(-1)}` };
    await post(client, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } };
    await post(client, `/api/v1/namespaces/${name}/serviceaccounts`, account);
  });
  await each(range(size.pods), async (index) => {
    const namespace = `ns-${index % size.namespaces}`;
    const labels = { app: `app-${index % 100}`, tier: index % 2 === 0 ? 'web' : 'data', 'pod-template-hash': 'abcdef' };
    const pod = podObject(namespace, `pod-${index}`, { node: `node-${Math.floor(index / size.podsPerNode)}`, labels });
    await post(client, `/api/v1/namespaces/${namespace}/pods`, pod);
  });
  await each(range(size.bindings), async (index) => {
    const spec = {
      namespaceSelector: { matchLabels: { team: `team-${index % 10}` } },
      podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: [`app-${index}`, `app-${index + 1}`] }] },
      rules: range(10).map((rule) => ({ ruleID: ruleId((index + rule) % size.rules) })),
    };
    const object = {
      apiVersion: 'kubescape.io/v1',
      kind: 'RuntimeRuleAlertBinding',
      metadata: { name: `b-${index}` },
      spec,
    };
    await post(client, '/apis/kubescape.io/v1/runtimerulealertbindings', object);
  });
  await each(range(Math.ceil(size.rules / rulesPerObject)), async (index) => {
    const first = index * rulesPerObject;
    const rules = range(Math.min(rulesPerObject, size.rules - first)).map((rule) => ruleOf(ruleId(first + rule)));
    const object = { apiVersion: 'kubescape.io/v1', kind: 'Rules', metadata: { name: `r-${index}` }, spec: { rules } };
    await post(client, '/apis/kubescape.io/v1/namespaces/rules/rules', object);
  });
}

function ruleId(index: number): string {
  return `R${String(1_000 + index).padStart(4, '0')}`;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

async function post(client: ApiClient, path: string, body: object): Promise<void> {
  await client.call({ method: 'POST', path, body, timeoutMs: 120_000 });
}

async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const workers = range(parallel).map(async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(workers);
}
