import { describeRule } from '@rulelibrary/rule-tester';

const connect = {
  eventType: 'network',
  comm: 'worker',
  pktType: 'OUTGOING',
  proto: 'TCP',
  dstAddr: '198.51.100.7',
  dstPort: 3333,
} as const;

describeRule(import.meta, {
  fires: {
    'port 3333, without a profile': {
      event: connect,
      message: 'worker (pid 4242) connected to 198.51.100.7:3333',
      uniqueId: 'worker_198.51.100.7_3333',
    },
    'port 45700, without a profile': {
      event: { ...connect, dstPort: 45700 },
      message: 'worker (pid 4242) connected to 198.51.100.7:45700',
      uniqueId: 'worker_198.51.100.7_45700',
    },
    'an IPv6 address': {
      event: { ...connect, dstAddr: '2001:db8::7' },
      message: 'worker (pid 4242) connected to [2001:db8::7]:3333',
      uniqueId: 'worker_2001:db8::7_3333',
    },
    'a private address': { event: { ...connect, dstAddr: '10.0.0.7' } },
    'a connection that was refused': { event: { ...connect, error: 111 } },
    'port 3333 on the host': { event: connect, context: 'host' },
    'port 3333, with an empty profile': { event: connect, profile: {} },
    'port 3333, with a profile that holds the address beside it, and its own only as ingress': {
      event: connect,
      profile: { egress: [{ ipAddress: '198.51.100.8' }], ingress: [{ ipAddress: '198.51.100.7' }] },
    },
    'port 3333, whatever a policy allows': {
      event: connect,
      profile: { rulePolicies: { R1009: { processAllowed: ['worker'] } } },
    },
  },
  staysQuiet: {
    'port 3332': { event: { ...connect, dstPort: 3332 } },
    'port 3334': { event: { ...connect, dstPort: 3334 } },
    'port 45699': { event: { ...connect, dstPort: 45699 } },
    'port 45701': { event: { ...connect, dstPort: 45701 } },
    // The rule's state lets events pass that have no port; the expression decides then.
    'a port that is unknown': {
      event: { eventType: 'network', comm: 'worker', pktType: 'OUTGOING', proto: 'TCP', dstAddr: '198.51.100.7' },
    },
    'an incoming connection': { event: { ...connect, pktType: 'HOST' } },
    'a direction that is unknown': {
      event: { eventType: 'network', comm: 'worker', proto: 'TCP', dstAddr: '198.51.100.7', dstPort: 3333 },
    },
    UDP: { event: { ...connect, proto: 'UDP' } },
    'port 3333, with a profile that holds the address': {
      event: connect,
      profile: { egress: [{ ipAddress: '198.51.100.7', ports: [{ protocol: 'TCP', port: 443 }] }] },
    },
    'port 3333, with a profile that holds a range with the address': {
      event: connect,
      profile: { egress: [{ ipAddresses: ['198.51.100.0/24'] }] },
    },
    'in a standalone container, which its tags leave out': { event: connect, context: 'standalone' },
  },
});
