// node candidate.ts KUBECONFIG NAME: stands for the lease NAME in the namespace default, and prints when it leads.
import { createApiClient } from '../src/client/api-client.ts';
import { connect } from '../src/connection/connect.ts';
import { electLeader } from '../src/leader/elect-leader.ts';

const [kubeconfig = '', name = ''] = process.argv.slice(2);
electLeader({
  client: createApiClient(await connect({ kubeconfig, environment: {} })),
  ...{ namespace: 'default', name, identity: `process-${process.pid}`, leaseMs: 5_000 },
  ...{ now: () => performance.now(), wallMs: Date.now, random: Math.random },
  changed: (isLeader) => console.log(isLeader ? 'leads' : 'resigns'),
});
