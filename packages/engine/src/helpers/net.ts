import { isInBlock, parseBlock } from './address-match.ts';
import { parseAddress } from './ip-address.ts';

const privateBlocks = [
  // RFC 1918
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  // Loopback, link-local, multicast
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  // Reserved: "this network" (RFC 791) and class E with the broadcast address (RFC 1112). The documentation and
  // carrier-grade NAT blocks are not: packets sent there leave the network.
  '0.0.0.0/8',
  '240.0.0.0/4',
  // IPv6 loopback, unique local, link-local
  '::1/128',
  'fc00::/7',
  'fe80::/10',
] as const;

/** The `net.*` functions. */
export function createNetHelpers() {
  const blocks = privateBlocks.map(parseBlock).filter((block) => block !== undefined);
  return {
    /** `net.is_private_ip`: IPv4-mapped addresses count as IPv4; what is no address is false. */
    isPrivateIp(address: string): boolean {
      const bytes = parseAddress(address);
      return bytes !== undefined && blocks.some((block) => isInBlock(bytes, block));
    },
  };
}
