import { flowBytes, textsOfRecord, type WireType, wire, wireTypes } from '../../src/collector/wire.ts';
import { dnsMessages } from './dns.ts';
import { httpRequests } from './http.ts';
import { modinfos } from './modinfo.ts';

const tcp = 6;
const udp = 17;

/** Batches as the kernel writes them: an independent writer of native/bpf/events.h. */
export const batches: Readonly<Record<string, Buffer>> = {
  'one process': Buffer.concat([
    record('fork', ['c1\0docker\0\0', '/bin/sh'], [], 7),
    record('exec', ['sh\0-c\0:\0', 'LD_PRELOAD=/x.so\0A=b\0', '\0c1\0\0', '/bin/sh', '/root'], [136, 1], 7),
    record('open', ['', '/etc/shadow'], [0x8000], 7),
    record('exit', [], [1, 9], 7),
  ]),
  'paths to be put together': Buffer.concat([
    record('open', ['../a/./b', '/tmp/c'], [1], 7, { error: -2 }),
    record('symlink', ['../../a', 'b', '/bin/ln', '/tmp'], [], 7),
    record('hardlink', ['', 'b', '/bin/ln', '/tmp/a', '/tmp'], [0x1000], 7),
  ]),
  'the rest of the types': Buffer.concat([
    record('ptrace', ['/bin/gdb'], [16, 1], 7),
    record('unshare', ['/bin/unshare'], [0x10000000], 7),
    record('bpf', ['/bin/bpf'], [5, 128], 7),
    record('kmod', ['', '/bin/kmod', '/lib/x.ko'], [1], 7),
    record('procfs', ['/sbin/init', '/'], [], 1),
    record('syscall', [], [59, 0], 7),
    record('capabilities', [], [21, -1, 0], 7),
    record('iouring', [], [18, 255], 7),
    record('randomx', [], [], 7),
  ]),
  connections: Buffer.concat([
    record('network', [flow({ proto: tcp })], [], 7),
    record('ssh', [flow({ proto: tcp })], [], 7),
  ]),
  'module by its image': record('kmod', [modinfos['of a module'] as Buffer, '/bin/kmod', ''], [0], 7),
  ...packets('dns', dnsMessages, udp),
  ...packets('http', httpRequests, tcp),
  nothing: Buffer.alloc(0),
};

function packets(type: WireType, payloads: Readonly<Record<string, Buffer>>, proto: number): Record<string, Buffer> {
  const entries = Object.entries(payloads).filter(([, payload]) => payload.length < 600);
  return Object.fromEntries(
    entries.map(([name, payload]) => {
      const texts = [flow({ proto, payloadBytes: payload.length }), payload];
      return [`${type}: ${name}`, record(type, texts, [], 7)];
    }),
  );
}

function flow({ proto, payloadBytes = 0 }: { proto: number; payloadBytes?: number }): Buffer {
  const bytes = Buffer.alloc(flowBytes);
  bytes.writeUInt32LE(1000, 8);
  bytes.writeUInt32LE(payloadBytes, 12);
  bytes.set(Buffer.from('00000000000000000000ffff7f000001', 'hex'), 16);
  bytes.set(Buffer.from('20010db8000000000000000000000001', 'hex'), 32);
  bytes.writeUInt16LE(40_000, 48);
  bytes.writeUInt16LE(53, 50);
  bytes.set([proto, 1, 1], 52);
  return bytes;
}

function record(
  type: WireType,
  texts: readonly (string | Buffer)[],
  numbers: readonly number[],
  pid: number,
  { error = 0 } = {},
): Buffer {
  const parts = Array.from({ length: textsOfRecord }, (_, index) => Buffer.from(texts[index] ?? ''));
  const size = wire.text + parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = Buffer.alloc((size + 7) & ~7);
  bytes.writeBigUInt64LE(5_000_000_000n, wire.bootNs);
  bytes.writeBigUInt64LE(4_000_000_000n, wire.startBootNs);
  for (const [index, value] of numbers.entries()) bytes.writeBigInt64LE(BigInt(value), wire.number + index * 8);
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(part.length, wire.textBytes + index * 4);
  for (const [index, value] of [2, pid, pid, 1, pid].entries()) bytes.writeUInt32LE(value, wire.mntns + index * 4);
  bytes.writeInt32LE(error, wire.error);
  bytes.writeUInt16LE(wireTypes.indexOf(type), wire.typeAndFlags);
  bytes.writeUInt32LE(size, wire.size);
  bytes.write('sh', wire.comm);
  Buffer.concat(parts).copy(bytes, wire.text);
  return bytes;
}
