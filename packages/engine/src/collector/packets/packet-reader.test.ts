import { describe, expect, it } from 'vitest';
import type { Flow } from './flow.ts';
import { createPacketReader } from './packet-reader.ts';

const question = Buffer.from('123401000001000000000000016100000100 01'.replaceAll(' ', ''), 'hex');
const answer = Buffer.concat([question.subarray(0, 2), Buffer.from([0x81]), question.subarray(3)]);

function flow(changes: Partial<Flow> = {}): Flow {
  const [localAddress, remoteAddress] = ['192.0.2.1', '192.0.2.2'];
  const ports = { localPort: 40_000, remotePort: 53, proto: 'TCP', isOutgoing: true, isEnd: false } as const;
  return { socket: 1n, seq: 0, payloadBytes: 0, localAddress, remoteAddress, ...ports, ...changes };
}

function makeReader(limits: { readonly maxStreams?: number; readonly maxBytes?: number } = {}) {
  const counts = { malformed: { dns: 0, http: 0 }, streamsEvicted: 0 };
  const reader = createPacketReader({ counts, ...limits });
  const read = (type: 'dns' | 'http', payload: Buffer | string, changes: Partial<Flow> = {}) => {
    const bytes = Buffer.from(payload);
    return reader.read(type, flow({ payloadBytes: bytes.length, ...changes }), bytes);
  };
  return { counts, malformed: counts.malformed, read };
}

function behindLength(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0, message.length]), message]);
}

describe('createPacketReader: DNS', () => {
  it('reads a datagram, and counts one that is none', () => {
    const { read, malformed } = makeReader();
    expect(read('dns', question, { proto: 'UDP' })).toEqual([{ name: 'a.', query: true, addresses: [] }]);
    expect(read('dns', question.subarray(1), { proto: 'UDP' })).toEqual([]);
    expect(malformed).toEqual({ dns: 1, http: 0 });
  });

  it('puts messages together that come byte by byte, and two that come at once', () => {
    const { read, malformed } = makeReader();
    const bytes = Buffer.concat([behindLength(question), behindLength(question)]);
    const names = [...bytes].flatMap((byte, seq) => read('dns', Buffer.from([byte]), { seq }));
    expect(names).toHaveLength(2);
    expect(read('dns', bytes, { socket: 2n })).toHaveLength(2);
    expect(malformed.dns).toBe(0);
  });

  it('leaves out what a server of ours answers, and what it is asked', () => {
    const { read } = makeReader();
    expect(read('dns', behindLength(answer))).toEqual([]);
    expect(read('dns', behindLength(question), { isOutgoing: false })).toEqual([]);
    expect(read('dns', behindLength(answer), { isOutgoing: false, socket: 2n })).toHaveLength(1);
  });

  it('gives a stream up whose packet was cut', () => {
    const { read, malformed } = makeReader();
    read('dns', behindLength(question), { payloadBytes: 9000 });
    expect(malformed.dns).toBe(1);
  });

  it('keeps the messages before a piece that cannot be read', () => {
    const { read, malformed } = makeReader();
    expect(read('dns', Buffer.concat([behindLength(question), Buffer.from([0, 1, 0])]))).toHaveLength(1);
    expect(read('dns', behindLength(question), { socket: 2n, payloadBytes: 9000 })).toHaveLength(1);
    expect(malformed.dns).toBe(2);
  });

  it('takes the next connection of a socket for another one', () => {
    const { read } = makeReader();
    expect(read('dns', behindLength(question), { seq: 5000 })).toHaveLength(1);
    expect(read('dns', behindLength(question), { seq: 9, localPort: 40_001 })).toHaveLength(1);
  });
});

const get = 'GET /a HTTP/1.1\r\nHost: h\r\n\r\n';

describe('createPacketReader: HTTP', () => {
  it('puts a request together from packets in any order', () => {
    const { read } = makeReader();
    expect(read('http', get.slice(0, 5))).toEqual([]);
    expect(read('http', get.slice(10), { seq: 10 })).toEqual([]);
    expect(read('http', get.slice(5, 10), { seq: 5 })).toMatchObject([{ request: { path: '/a', host: 'h' } }]);
  });

  it('reads requests that were sent before the first was answered', () => {
    const { read } = makeReader();
    expect(read('http', get + get)).toHaveLength(2);
  });

  it('takes a body as it is when the request is over', () => {
    const { read, malformed } = makeReader();
    const text = 'POST /a HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc';
    expect(read('http', text)).toEqual([]);
    expect(read('http', '', { seq: text.length, isEnd: true })).toMatchObject([{ request: { body: 'abc' } }]);
    expect(read('http', '', { seq: text.length, isEnd: true })).toEqual([]);
    expect(malformed.http).toBe(0);
  });

  it('leaves out the rest of a long body, up to its end', () => {
    const { read, malformed } = makeReader();
    const text = `POST /a HTTP/1.1\r\nContent-Length: 99999\r\n\r\n${'x'.repeat(5000)}`;
    expect(read('http', text)).toHaveLength(1);
    expect(read('http', 'GET / HTTP/1.1\r\n\r\n', { seq: text.length })).toEqual([]);
    expect(read('http', '', { isEnd: true })).toEqual([]);
    expect(read('http', get, { seq: 99_999 })).toHaveLength(1);
    expect(malformed.http).toBe(0);
  });

  it('counts what only began like a request', () => {
    const { read, malformed } = makeReader();
    expect(read('http', 'GET key\r\n\r\n')).toEqual([]);
    expect(malformed.http).toBe(1);
  });

  it('gives a stream up after a request that is none, and the rest of it with it', () => {
    const { read, malformed } = makeReader();
    const text = `${get}GET key\r\n\r\n`;
    expect(read('http', text)).toHaveLength(1);
    expect(read('http', get, { seq: text.length })).toHaveLength(1);
    expect(malformed.http).toBe(1);
  });

  it('lets 32 packets wait for one that is missing, then gives the stream up', () => {
    const { read, malformed } = makeReader();
    read('http', get);
    for (let i = 1; i <= 32; i++) read('http', 'x', { seq: 1000 * i });
    expect(read('http', get, { seq: get.length })).toHaveLength(1);
    for (let i = 1; i <= 33; i++) read('http', 'x', { seq: 1000 * i, socket: 2n });
    expect(malformed.http).toBe(0);
    read('http', get, { socket: 3n });
    for (let i = 1; i <= 33; i++) read('http', 'x', { seq: 1000 * i, socket: 3n });
    expect(malformed.http).toBe(1);
    expect(read('http', get, { seq: 50_000, socket: 3n })).toHaveLength(1);
  });

  it('follows as many streams as it may: the one quiet for longest gives way, counted', () => {
    const { read, counts } = makeReader({ maxStreams: 2 });
    read('http', get.slice(0, 5), { socket: 1n });
    read('http', get.slice(0, 5), { socket: 2n });
    expect(read('http', get.slice(5), { socket: 1n, seq: 5 })).toHaveLength(1);
    expect(counts.streamsEvicted).toBe(0);
    read('http', get.slice(0, 5), { socket: 3n });
    expect(counts.streamsEvicted).toBe(1);
    expect(read('http', get.slice(5), { socket: 2n, seq: 5 })).toEqual([]);
    expect(read('http', get.slice(5), { socket: 3n, seq: 5 })).toHaveLength(1);
  });

  it('keeps as many bytes as it may, those included that came too early', () => {
    const { read, counts } = makeReader({ maxBytes: 20 });
    read('http', get.slice(0, 5), { socket: 1n });
    read('http', get.slice(0, 5), { socket: 2n });
    read('http', get.slice(10, 20), { socket: 2n, seq: 10 });
    expect(counts.streamsEvicted).toBe(0);
    // The byte before belongs to both: 5 and 10 and 5 were all there is room for.
    read('http', get.slice(19, 20), { socket: 2n, seq: 19 });
    expect(counts.streamsEvicted).toBe(1);
    expect(read('http', get.slice(5), { socket: 2n, seq: 5 })).toHaveLength(1);
    expect(read('http', get.slice(5), { socket: 1n, seq: 5 })).toEqual([]);
  });

  it('has no bytes left of what is over', () => {
    const { read, counts } = makeReader({ maxBytes: get.length });
    for (let socket = 0n; socket < 23n; socket++) {
      expect(read('http', get.slice(0, -1), { socket })).toEqual([]);
      expect(read('http', get.slice(-1), { socket, seq: get.length - 1 })).toHaveLength(1);
    }
    expect(counts.streamsEvicted).toBe(0);
  });
});
