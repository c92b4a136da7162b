import { type CaseEvent, describeRule, type QuietCase } from '@rulelibrary/rule-tester';

const connection = {
  eventType: 'network',
  comm: 'curl',
  pktType: 'OUTGOING',
  dstAddr: '203.0.113.7',
  dstPort: 443,
  proto: 'TCP',
} as const;

const publicAddresses = ['8.8.8.8', '11.0.0.1', '172.32.0.1', '192.169.0.1', '2001:db8::1', '::ffff:203.0.113.7'];
const privateAddresses = [
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '127.0.0.1',
  '169.254.169.254',
  '::1',
  'fd00::1',
  'fe80::1',
  '::ffff:10.0.0.1',
];

/** A connection to each address, with a profile that holds another. */
function each(addresses: readonly string[]): Record<string, QuietCase> {
  const profile = { egress: [{ ipAddresses: ['198.51.100.1'] }] };
  const to = (dstAddr: string): CaseEvent => ({ ...connection, dstAddr });
  return Object.fromEntries(addresses.map((address) => [`to ${address}`, { event: to(address), profile }]));
}

describeRule(import.meta, {
  fires: {
    ...each(publicAddresses),
    'an address that is not in the profile': {
      event: connection,
      profile: { egress: [{ ipAddresses: ['203.0.113.8'] }] },
      message: 'curl (pid 4242) connected to 203.0.113.7:443 over TCP',
      uniqueId: 'curl_203.0.113.7:443',
    },
    'an IPv6 address, the protocol unknown': {
      event: {
        eventType: 'network',
        comm: 'curl',
        pktType: 'OUTGOING',
        dstAddr: '2001:db8::1',
        dstPort: 53,
      },
      profile: {},
      message: 'curl (pid 4242) connected to [2001:db8::1]:53',
      uniqueId: 'curl_[2001:db8::1]:53',
    },
    'an address over UDP': { event: { ...connection, proto: 'UDP' }, profile: {} },
    'an address in a standalone container': { event: connection, profile: {}, context: 'standalone' },
    'an address that the profile holds as ingress': {
      event: connection,
      profile: { ingress: [{ ipAddresses: ['203.0.113.7'] }] },
    },
    'an address beside a network of the profile': {
      event: connection,
      profile: { egress: [{ ipAddresses: ['203.0.113.8/29'] }] },
    },
    'a connection that was refused': { event: { ...connection, error: 111 }, profile: {} },
    'an address, whatever a policy allows': {
      event: connection,
      profile: { rulePolicies: { R0011: { processAllowed: ['curl'] } } },
    },
  },
  staysQuiet: {
    ...each(privateAddresses),
    'a connection from the address': { event: { ...connection, pktType: 'HOST' }, profile: {} },
    'an address that the profile holds': {
      event: connection,
      profile: { egress: [{ ipAddresses: ['203.0.113.7'] }] },
    },
    'an address that the profile holds with another port': {
      event: connection,
      profile: { egress: [{ ipAddresses: ['203.0.113.7'], ports: [{ protocol: 'UDP', port: 123 }] }] },
    },
    'an address in a network of the profile': {
      event: connection,
      profile: { egress: [{ ipAddresses: ['203.0.113.0/29'] }] },
    },
    'an address, with a profile that holds any': { event: connection, profile: { egress: [{ ipAddress: '*' }] } },
    'an address, without a profile': { event: connection, profile: 'none' },
    'on the host, which its tags leave out': { event: connection, context: 'host' },
  },
});
