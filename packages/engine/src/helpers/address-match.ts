import { type AddressBytes, isMapped, parseAddress, parseIpv4, parseIpv6 } from './ip-address.ts';

/** A block of addresses. */
export interface AddressBlock {
  readonly bytes: AddressBytes;
  /** How many leading bits count. */
  readonly bits: number;
}

/** Addresses of a profile, prepared for look-ups. */
export interface AddressSet {
  /** Whether the address is among them, compared as an address: exactly, by CIDR, or because one entry is `*`. */
  has(address: string): boolean;
}

/** Prepares recorded addresses: each an address, a CIDR block or `*`. What is none of them matches only the same text. */
export function createAddressSet(recorded: Iterable<string>): AddressSet {
  const exact = new Set<string>();
  const blocks: AddressBlock[] = [];
  let hasAny = false;
  for (const entry of recorded) {
    const block = entry.includes('/') ? parseBlock(entry) : undefined;
    if (entry === '*') hasAny = true;
    else if (block !== undefined) blocks.push(block);
    else exact.add(addressKey(entry));
  }
  return {
    has(address) {
      if (hasAny || exact.has(addressKey(address))) return true;
      if (blocks.length === 0) return false;
      const bytes = parseAddress(address);
      return bytes !== undefined && blocks.some((block) => isInBlock(bytes, block));
    },
  };
}

/**
 * Reads CIDR notation; a block of IPv4-mapped addresses reads as the IPv4 block.
 * @returns undefined where the text is none
 */
export function parseBlock(text: string): AddressBlock | undefined {
  const slash = text.indexOf('/');
  const bytes = parseIpv4(text.slice(0, slash)) ?? parseIpv6(text.slice(0, slash));
  const bits = /^\d{1,3}$/.test(text.slice(slash + 1)) ? Number(text.slice(slash + 1)) : Number.NaN;
  if (slash < 0 || bytes === undefined || !(bits <= bytes.length * 8)) return undefined;
  return isMapped(bytes) && bits >= 96 ? { bytes: bytes.slice(12), bits: bits - 96 } : { bytes, bits };
}

/** Whether the address lies in the block; an IPv4 address lies in no IPv6 block. */
export function isInBlock(address: AddressBytes, block: AddressBlock): boolean {
  if (address.length !== block.bytes.length) return false;
  const whole = block.bits >> 3;
  for (let index = 0; index < whole; index++) if (address[index] !== block.bytes[index]) return false;
  const rest = block.bits & 7;
  return rest === 0 || (((address[whole] ?? 0) ^ (block.bytes[whole] ?? 0)) & (0xff00 >> rest) & 0xff) === 0;
}

function addressKey(text: string): string {
  return parseAddress(text)?.join('.') ?? text;
}
