import { formatAddress } from './format-address.ts';

/** What a packet or a connection says of itself: struct flow of native/bpf/events.h. */
export interface Flow {
  /** Tells sockets apart, no more. */
  readonly socket: bigint;
  /** TCP: number of the payload's first byte. */
  readonly seq: number;
  /** Bytes of the packet's payload, whatever of it the record carries. */
  readonly payloadBytes: number;
  readonly localAddress: string;
  readonly remoteAddress: string;
  readonly localPort: number;
  readonly remotePort: number;
  readonly proto: 'TCP' | 'UDP';
  /** Sent, or connected, by the socket's owner. */
  readonly isOutgoing: boolean;
  /** Nothing follows of this request. */
  readonly isEnd: boolean;
}

const udp = 17;

/** @param bytes a struct flow, as the record carries it */
export function readFlow(bytes: Buffer): Flow {
  return {
    socket: bytes.readBigUInt64LE(0),
    seq: bytes.readUInt32LE(8),
    payloadBytes: bytes.readUInt32LE(12),
    localAddress: formatAddress(bytes.subarray(16, 32)),
    remoteAddress: formatAddress(bytes.subarray(32, 48)),
    localPort: bytes.readUInt16LE(48),
    remotePort: bytes.readUInt16LE(50),
    proto: bytes[52] === udp ? 'UDP' : 'TCP',
    isOutgoing: bytes[53] === 1,
    isEnd: bytes[54] === 1,
  };
}
