import { describeRule } from '@rulelibrary/rule-tester';

const kubectl = {
  eventType: 'exec',
  comm: 'kubectl',
  exepath: '/usr/local/bin/kubectl',
  args: ['kubectl', 'get', 'secrets'],
  cwd: '/root',
} as const;
const renamed = { ...kubectl, comm: 'k' };
const linked = { ...kubectl, exepath: '/opt/tools/k' };
const unknown = { eventType: 'exec', comm: 'k', args: ['kubectl', 'get', 'secrets'] } as const;

const connection = {
  eventType: 'network',
  comm: 'curl',
  pktType: 'OUTGOING',
  dstAddr: '10.96.0.1',
  dstPort: 443,
  proto: 'TCP',
} as const;
const cluster = { apiServerAddresses: ['10.96.0.1', 'fd00::1'] };

describeRule(import.meta, {
  fires: {
    'kubectl by comm and by executable': {
      event: kubectl,
      profile: { execs: [{ path: '/usr/bin/nginx' }] },
      message: 'kubectl (pid 4242) executed /usr/local/bin/kubectl',
      uniqueId: 'kubectl_/usr/local/bin/kubectl',
    },
    'kubectl by executable alone': {
      event: renamed,
      profile: {},
      message: 'k (pid 4242) executed /usr/local/bin/kubectl',
      uniqueId: 'k_/usr/local/bin/kubectl',
    },
    'kubectl by comm alone': {
      event: linked,
      profile: {},
      message: 'kubectl (pid 4242) executed /opt/tools/k',
      uniqueId: 'kubectl_/opt/tools/k',
    },
    'kubectl in the root directory': { event: { ...renamed, exepath: '/kubectl' }, profile: {} },
    'kubectl by argv[0], the executable unknown': {
      event: unknown,
      profile: {},
      message: 'k (pid 4242) executed kubectl',
      uniqueId: 'k_kubectl',
    },
    'kubectl, with a profile that holds another': {
      event: kubectl,
      profile: { execs: [{ path: '/usr/bin/kubectl', args: ['kubectl', 'get', 'secrets'] }] },
    },
    'kubectl, with a profile that holds the API server': {
      event: kubectl,
      profile: { egress: [{ ipAddresses: ['10.96.0.1'] }] },
      cluster,
    },
    'a connection to the API server': {
      event: connection,
      profile: { egress: [{ ipAddresses: ['10.96.0.10'] }] },
      cluster,
      message: 'curl (pid 4242) connected to the Kubernetes API server at 10.96.0.1:443',
      uniqueId: 'curl_10.96.0.1:443',
    },
    'a connection to the API server by IPv6': {
      event: { ...connection, dstAddr: 'fd00::1' },
      profile: {},
      cluster,
      message: 'curl (pid 4242) connected to the Kubernetes API server at [fd00::1]:443',
      uniqueId: 'curl_[fd00::1]:443',
    },
    'a connection to the API server, with a profile that holds it as ingress and kubectl': {
      event: connection,
      profile: { ingress: [{ ipAddresses: ['10.96.0.1'] }], execs: [{ path: '/usr/local/bin/kubectl' }] },
      cluster,
    },
    'a connection to the API server that was refused': { event: { ...connection, error: 111 }, profile: {}, cluster },
    'a connection to the API server, whatever a policy allows': {
      event: connection,
      profile: { rulePolicies: { R0007: { processAllowed: ['curl'] } } },
      cluster,
    },
  },
  staysQuiet: {
    'another program': { event: { ...linked, comm: 'k' }, profile: {} },
    'a program whose comm begins like kubectl': { event: { ...linked, comm: 'kubectl-ns' }, profile: {} },
    'a program whose comm ends like kubectl': { event: { ...linked, comm: 'mykubectl' }, profile: {} },
    'a program whose name ends like kubectl': { event: { ...renamed, exepath: '/usr/bin/mykubectl' }, profile: {} },
    'a program whose name begins like kubectl': { event: { ...renamed, exepath: '/usr/bin/kubectl2' }, profile: {} },
    'a program below a directory of that name': { event: { ...renamed, exepath: '/opt/kubectl/k' }, profile: {} },
    'kubectl as argv[0] of another program': { event: { ...linked, comm: 'k', args: ['kubectl'] }, profile: {} },
    'kubectl as a later argument': { event: { ...unknown, args: ['echo', 'kubectl'] }, profile: {} },
    'an argv[0] that ends like kubectl, the executable unknown': {
      event: { ...unknown, args: ['mykubectl'] },
      profile: {},
    },
    'kubectl, with a profile that holds it': {
      event: kubectl,
      profile: { execs: [{ path: '/usr/local/bin/kubectl', args: ['kubectl', 'version'] }] },
    },
    'kubectl by comm alone, with a profile that holds it': {
      event: linked,
      profile: { execs: [{ path: '/opt/tools/k' }] },
    },
    'kubectl by argv[0], the executable unknown, with a profile that holds it': {
      event: unknown,
      profile: { execs: [{ path: '/usr/local/bin/kubectl', args: ['kubectl', 'version'] }] },
    },
    'kubectl, without a profile': { event: kubectl, profile: 'none' },
    'a connection to another address': { event: { ...connection, dstAddr: '10.96.0.2' }, profile: {}, cluster },
    'a connection from the API server': { event: { ...connection, pktType: 'HOST' }, profile: {}, cluster },
    'a connection to the API server, with a profile that holds it': {
      event: connection,
      profile: { egress: [{ ipAddresses: ['10.96.0.1'] }] },
      cluster,
    },
    'a connection to the API server, with a profile that holds its network': {
      event: connection,
      profile: { egress: [{ ipAddresses: ['10.96.0.0/12'] }] },
      cluster,
    },
    'a connection to the API server, where its addresses are unknown': { event: connection, profile: {} },
    'a connection to the API server, without a profile': { event: connection, profile: 'none', cluster },
    'in a standalone container, which its tags leave out': { event: kubectl, profile: {}, context: 'standalone' },
    'on the host, which its tags leave out': { event: connection, cluster, context: 'host' },
  },
});
