// node --expose-gc bench/view.ts KUBECONFIG NODE|all: opens the view of a cluster as an agent or the operator does, and prints
// what that took, and how long changes of labels took to arrive, as one line of JSON.
import { createApiClient } from '../src/client/api-client.ts';
import { openCluster } from '../src/cluster/open-cluster.ts';
import { connect } from '../src/connection/connect.ts';
import { matchedPods } from '../src/status/binding-status.ts';

const mebibyte = 1024 * 1024;
const [kubeconfig = '', node = 'all'] = process.argv.slice(2);
const client = createApiClient(await connect({ kubeconfig, environment: {} }));
// The kubeconfig's reader is loaded with the first request; a pod does without it.
await client.call({ path: '/version' });
globalThis.gc?.();
const before = process.memoryUsage();
const cpuBefore = process.cpuUsage();
const startedMs = performance.now();
const cluster = openCluster({
  ...{ client, profiles: node !== 'all', random: Math.random, now: () => performance.now() },
  ...(node === 'all' ? { allPods: true } : { nodeName: node }),
});
let changed: (() => unknown) | undefined;
cluster.start({ changed: () => changed?.(), said: (line) => process.stderr.write(`${JSON.stringify(line)}\n`) });
await cluster.synced();
const startMs = performance.now() - startedMs;
const cpu = process.cpuUsage(cpuBefore);
const peak = process.memoryUsage().rss;
globalThis.gc?.();
const after = process.memoryUsage();
const pods = [...cluster.pods()];
console.log(
  JSON.stringify({
    pods: pods.length,
    rules: cluster.rules().length,
    bindings: cluster.bindings().length,
    startMs: Math.round(startMs),
    cpuMs: Math.round((cpu.user + cpu.system) / 1_000),
    heapMiB: (after.heapUsed - before.heapUsed) / mebibyte,
    peakMiB: (peak - before.rss) / mebibyte,
    podLabelMs: await delays(20, relabelPod),
    namespaceLabelMs: await delays(20, relabelNamespace),
    ...(node === 'all' && { matchAllMs: matchAll() }),
  }),
);
await cluster.stop();

/** From before a change is sent until it is told, and seen. */
async function delays(rounds: number, change: (round: number) => Change): Promise<object> {
  const measured: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { write, isSeen } = change(round);
    const sentMs = performance.now();
    const told = new Promise<void>((resolve) => {
      changed = () => isSeen() && resolve();
    });
    await write();
    await told;
    measured.push(performance.now() - sentMs);
  }
  measured.sort((one, other) => one - other);
  return { median: Math.round(measured[rounds >> 1] ?? 0), longest: Math.round(measured.at(-1) ?? 0) };
}

interface Change {
  write(): Promise<void>;
  isSeen(): boolean;
}

function relabelPod(round: number): Change {
  const pod = pods[(round * 37) % pods.length];
  if (pod === undefined) throw new Error('Cannot change a label: there is no pod');
  const { namespace, name } = pod;
  return {
    write: () => relabel(`/api/v1/namespaces/${namespace}/pods/${name}`, labelOf(round)),
    isSeen: () => cluster.pod({ namespace, name })?.labels?.['round'] === labelOf(round),
  };
}

function relabelNamespace(round: number): Change {
  const name = `ns-${round}`;
  return {
    write: () => relabel(`/api/v1/namespaces/${name}`, labelOf(round)),
    isSeen: () => cluster.namespaceLabels(name)?.['round'] === labelOf(round),
  };
}

/** Unlike what another view of the same cluster has written. */
function labelOf(round: number): string {
  return `${process.pid}-${round}`;
}

async function relabel(path: string, round: string): Promise<void> {
  const body = { metadata: { labels: { round } } };
  await client.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
}

/** What the operator does after every change: count the pods of every binding. */
function matchAll(): number {
  const started = performance.now();
  const byNamespace = Map.groupBy(cluster.pods(), ({ namespace }) => namespace);
  for (const binding of cluster.bindings()) matchedPods(binding, { byNamespace, labelsOf: cluster.namespaceLabels });
  return Math.round(performance.now() - started);
}
