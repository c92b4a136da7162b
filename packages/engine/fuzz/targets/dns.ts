import type { Flow } from '../../src/collector/packets/flow.ts';
import { createPacketReader } from '../../src/collector/packets/packet-reader.ts';
import { parseDns } from '../../src/collector/packets/parse-dns.ts';
import { dnsMessages } from '../corpus/dns.ts';
import { inspect } from '../inspect.ts';
import type { Target } from '../target.ts';

// Sixteen names of 255 bytes, each byte a character of three or an escaped backslash, and 256 addresses.
const maxOutput = 64 * 1024;

/** Datagrams: what cannot be read as a message is counted, and nothing else is. */
export const dnsTarget: Target = {
  name: 'dns',
  corpus: dnsMessages,
  look: (bytes) => inspect(bytes, readDatagram, { maxOutput }),
};

function readDatagram(payload: Buffer): unknown {
  const malformed = { dns: 0, http: 0 };
  const fields = createPacketReader({ counts: { malformed, streamsEvicted: 0 } }).read('dns', datagram, payload);
  const isRead = parseDns(payload) !== undefined;
  if (malformed.dns !== (isRead ? 0 : 1)) throw new Error(`Expected it to be counted once, got ${malformed.dns}`);
  return fields;
}

const datagram: Flow = {
  socket: 1n,
  seq: 0,
  payloadBytes: 0,
  localAddress: '192.0.2.1',
  remoteAddress: '192.0.2.2',
  localPort: 40_000,
  remotePort: 53,
  proto: 'UDP',
  isOutgoing: true,
  isEnd: false,
};
