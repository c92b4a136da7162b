import type { Flow } from '../../src/collector/packets/flow.ts';
import { createPacketReader } from '../../src/collector/packets/packet-reader.ts';
import { dnsMessages } from '../corpus/dns.ts';
import { httpRequests, wholeRequests } from '../corpus/http.ts';
import { type Find, inspect } from '../inspect.ts';
import type { Random } from '../random.ts';
import type { Target } from '../target.ts';

interface Packet {
  readonly from: number;
  readonly to: number;
  readonly changes: Partial<Flow>;
}

const maxPackets = 24;
// A request of 40 bytes is an event of several hundred characters; no piece holds more than a head and a body.
const perByte = 40;
const perConnection = 256 * 1024;

/** Requests in packets of any length, order and number. */
export const httpStreamTarget: Target = {
  name: 'http stream',
  corpus: httpRequests,
  look: (bytes, random) => lookAtStream('http', bytes, random),
};

/** DNS over TCP, the same way. */
export const dnsStreamTarget: Target = {
  name: 'dns stream',
  corpus: Object.fromEntries(Object.entries(dnsMessages).map(([name, message]) => [name, behindLength(message)])),
  look: (bytes, random) => lookAtStream('dns', bytes, random),
};

function behindLength(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

function lookAtStream(type: 'dns' | 'http', bytes: Buffer, random: Random): Find | undefined {
  const start = random.pick([0, 1000, 2 ** 32 - 5]);
  const split = shuffled(splitAt(bytes.length, random), random);
  const isWhole = type === 'http' && wholeRequests.some((name) => httpRequests[name]?.equals(bytes));
  const packets = isWhole ? split : split.map((packet) => ({ ...packet, changes: strangeChanges(random) }));
  const maxOutput = perConnection + perByte * bytes.length;
  const find = inspect(bytes, (memory) => readStream(type, memory, start, packets), { maxOutput });
  if (find || !isWhole) return find;
  const [pieces, whole] = [packets, [{ from: 0, to: bytes.length, changes: {} }]].map((each) =>
    JSON.stringify(readStream(type, bytes, start, each)),
  );
  return pieces === whole ? undefined : { what: 'split', said: `${pieces}\n  ${whole}` };
}

function splitAt(length: number, random: Random): Packet[] {
  const cuts = Array.from({ length: random.int(maxPackets) }, () => random.int(length + 1));
  const ends = [0, ...cuts.sort((a, b) => a - b), length];
  return ends.slice(1).map((to, index) => ({ from: ends[index] as number, to, changes: {} }));
}

/** The first packet begins the stream; the others come in any order. */
function shuffled([first, ...rest]: Packet[], random: Random): Packet[] {
  const keys = rest.map((packet) => ({ packet, key: random.int(1000) }));
  return [first as Packet, ...keys.sort((a, b) => a.key - b.key).map(({ packet }) => packet)];
}

/** What a packet may say of itself that is not so. */
function strangeChanges(random: Random): Partial<Flow> {
  if (random.chance(0.8)) return {};
  return random.pick([
    { isEnd: true },
    { isOutgoing: false },
    { seq: random.int(2 ** 32) },
    { payloadBytes: random.pick([0, 1, 70_000, 2 ** 31, 2 ** 32 - 1]) },
  ]);
}

function readStream(type: 'dns' | 'http', memory: Buffer, start: number, packets: readonly Packet[]): unknown {
  const malformed = { dns: 0, http: 0 };
  const reader = createPacketReader({ counts: { malformed, streamsEvicted: 0 } });
  const events = packets.flatMap(({ from, to, changes }) => {
    const seq = (start + from) >>> 0;
    return reader.read(type, { ...connection, seq, payloadBytes: to - from, ...changes }, memory.subarray(from, to));
  });
  const last = { ...connection, seq: (start + memory.length) >>> 0, isEnd: true };
  // When a request comes out, with a later packet or at the end, is not the same for every split; which ones are.
  return [[...events, ...reader.read(type, last, memory.subarray(memory.length))], malformed];
}

const connection: Flow = {
  socket: 1n,
  seq: 0,
  payloadBytes: 0,
  localAddress: '192.0.2.1',
  remoteAddress: '192.0.2.2',
  localPort: 40_000,
  remotePort: 80,
  proto: 'TCP',
  isOutgoing: true,
  isEnd: false,
};
