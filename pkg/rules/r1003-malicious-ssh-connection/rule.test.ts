import { describeRule } from '@rulelibrary/rule-tester';

const client = {
  eventType: 'ssh',
  comm: 'ssh',
  dstIp: '203.0.113.5',
  dstPort: 2222,
  srcPort: 43210,
} as const;

describeRule(import.meta, {
  fires: {
    'a client to port 2222, without a profile': {
      event: client,
      message: 'ssh (pid 4242) spoke SSH as a client to 203.0.113.5:2222',
      uniqueId: 'ssh_203.0.113.5_2222',
    },
    'a client to an IPv6 address': {
      event: { ...client, dstIp: '2001:db8::5' },
      message: 'ssh (pid 4242) spoke SSH as a client to [2001:db8::5]:2222',
      uniqueId: 'ssh_2001:db8::5_2222',
    },
    'a client to port 443': { event: { ...client, dstPort: 443 } },
    'a client to the port below 22': { event: { ...client, dstPort: 21 } },
    'a client to the port above 22': { event: { ...client, dstPort: 23 } },
    'a client to the port below 2022': { event: { ...client, dstPort: 2021 } },
    'a client to the port above 2022': { event: { ...client, dstPort: 2023 } },
    'a client from the lowest ephemeral port': { event: { ...client, srcPort: 32768 } },
    'a client from the highest ephemeral port': { event: { ...client, srcPort: 60999 } },
    'a client to a private address': { event: { ...client, dstIp: '10.0.0.5' } },
    'a client in a standalone container': { event: client, context: 'standalone' },
    'a client, with an empty profile': { event: client, profile: {} },
    'a client, with a profile that holds the address beside it, and its own only as ingress': {
      event: client,
      profile: { egress: [{ ipAddress: '203.0.113.6' }], ingress: [{ ipAddress: '203.0.113.5' }] },
    },
    'a client, whatever a policy allows': {
      event: client,
      profile: { rulePolicies: { R1003: { processAllowed: ['ssh'] } } },
    },
  },
  staysQuiet: {
    'a client to port 22': { event: { ...client, dstPort: 22 } },
    'a client to port 2022': { event: { ...client, dstPort: 2022 } },
    "a server's answer, from port 22 to the client's": { event: { ...client, srcPort: 22, dstPort: 43210 } },
    'from the port below the ephemeral ones': { event: { ...client, srcPort: 32767 } },
    'from the port above the ephemeral ones': { event: { ...client, srcPort: 61000 } },
    'from a port that is unknown': { event: { eventType: 'ssh', comm: 'ssh', dstIp: '203.0.113.5', dstPort: 2222 } },
    'a client, with a profile that holds the address': {
      event: client,
      profile: { egress: [{ ipAddresses: ['203.0.113.5'], ports: [{ protocol: 'TCP', port: 22 }] }] },
    },
    'a client, with a profile that holds a range with the address': {
      event: client,
      profile: { egress: [{ ipAddress: '203.0.113.0/24' }] },
    },
    'on the host, which its tags leave out': { event: client, context: 'host' },
  },
});
