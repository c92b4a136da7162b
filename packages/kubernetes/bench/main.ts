// npm run bench -- cluster [--json]: what the view of a large cluster costs an agent and the operator.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { installDefinitions } from '../test/cluster/install-definitions.ts';
import { startTestCluster } from '../test/cluster/test-cluster.ts';
import { openClient } from '../test/open-client.ts';
import { fillCluster } from './fill-cluster.ts';

const size = { namespaces: 500, pods: 5_000, bindings: 50, rules: 200, podsPerNode: 100 };
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const run = promisify(execFile);
/** It takes ten seconds. */
const viewTimeoutMs = 180_000;
const view = fileURLToPath(new URL('./view.ts', import.meta.url));

interface Measured {
  readonly pods: number;
  readonly startMs: number;
  readonly cpuMs: number;
  readonly heapMiB: number;
  readonly peakMiB: number;
  readonly podLabelMs: { readonly median: number; readonly longest: number };
  readonly namespaceLabelMs: { readonly median: number; readonly longest: number };
  readonly matchAllMs?: number;
}

const cluster = await startTestCluster();
try {
  await installDefinitions(cluster);
  await fillCluster(await openClient(cluster), size);
  const agent = await measure('node-7');
  const operator = await measure('all');
  if (values.json) console.log(JSON.stringify({ size, agent, operator }));
  else print({ agent, operator });
} finally {
  await cluster.close();
}

async function measure(node: string): Promise<Measured> {
  const args = ['--conditions=@rulelibrary/source', '--expose-gc', view, cluster.kubeconfig, node];
  return JSON.parse((await run(process.execPath, args, { timeout: viewTimeoutMs })).stdout) as Measured;
}

function print(measured: Readonly<Record<string, Measured>>): void {
  const { namespaces, pods, bindings, rules } = size;
  console.log(`${pods} pods, ${namespaces} namespaces, ${bindings} bindings, ${rules} rules`);
  for (const [name, found] of Object.entries(measured)) {
    const { startMs, cpuMs, heapMiB, peakMiB, podLabelMs, namespaceLabelMs, matchAllMs } = found;
    console.log(`${name}: ${found.pods} pods seen ${startMs} ms after the start, ${cpuMs} ms of a core`);
    console.log(`  memory         ${heapMiB.toFixed(1)} MiB kept, ${peakMiB.toFixed(0)} MiB more resident at most`);
    console.log(
      `  a pod's label  ${podLabelMs.median} ms, ${podLabelMs.longest} ms at most; a namespace's ${namespaceLabelMs.median} ms, ${namespaceLabelMs.longest} ms`,
    );
    if (matchAllMs !== undefined) console.log(`  pods of all bindings counted in ${matchAllMs} ms`);
  }
}
