import { CidrValue } from '../values/cidr-value.ts';
import { joinGroups, splitGroups } from '../values/ip-groups.ts';
import { IpValue } from '../values/ip-value.ts';

/** Of an IPv6 address that ends in an IPv4 one. */
const longestText = 45;

/**
 * Reads an IP address; undefined for text that is none. No zones, and no leading zeros, which some read as octal. An
 * IPv4 address that IPv6 maps may be written in hexadecimal digits and is the IPv4 address; with dots it is refused, as
 * cel-spec's network extension has it.
 */
export function readIp(text: string): IpValue | undefined {
  if (text.length > longestText) return undefined;
  if (!text.includes(':')) return readIpv4(text);
  const groups = readGroups(text);
  if (!groups) return undefined;
  const bits = joinGroups(groups, 16n);
  if (bits >> 32n !== 0xffffn) return new IpValue(bits, 6);
  return text.includes('.') ? undefined : new IpValue(BigInt.asUintN(32, bits), 4);
}

/** Reads a range such as `10.0.0.0/8`; undefined for text that is none. */
export function readCidr(text: string): CidrValue | undefined {
  const [address = '', digits = '', ...more] = text.split('/', 3);
  const ip = readIp(address);
  // The prefix of an IPv4 address in digits of IPv6 would count from another start.
  if (!ip || more.length > 0 || (ip.family === 4 && address.includes(':'))) return undefined;
  const prefix = /^(?:0|[1-9]\d{0,2})$/.test(digits) ? Number(digits) : Number.NaN;
  return prefix <= ipLength(ip) ? new CidrValue(ip, prefix) : undefined;
}

/** How many bits an address of its family has. */
export function ipLength({ family }: IpValue): number {
  return family === 4 ? 32 : 128;
}

function readIpv4(text: string): IpValue | undefined {
  const fields = text.split('.');
  if (fields.length !== 4 || !fields.every((field) => /^(?:0|[1-9]\d{0,2})$/.test(field))) return undefined;
  const bytes = fields.map(Number);
  return bytes.every((byte) => byte <= 255) ? new IpValue(joinGroups(bytes, 8n), 4) : undefined;
}

/** The eight groups of an IPv6 address; `::` stands for one or more of zeros. */
function readGroups(text: string): number[] | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const before = tail === undefined ? readLast(head) : readHex(fieldsOf(head));
  const after = tail === undefined ? [] : readLast(tail);
  if (!before || !after) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...new Array<number>(missing).fill(0), ...after];
}

/** Groups up to the end, where an IPv4 address may stand for two. */
function readLast(text: string): number[] | undefined {
  const fields = fieldsOf(text);
  if (!text.includes('.')) return readHex(fields);
  const ipv4 = readIpv4(fields.pop() ?? '');
  const groups = readHex(fields);
  return ipv4 && groups && [...groups, ...splitGroups(ipv4.bits, 2, 16)];
}

function fieldsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

function readHex(fields: readonly string[]): number[] | undefined {
  if (!fields.every((field) => /^[0-9a-f]{1,4}$/i.test(field))) return undefined;
  return fields.map((field) => Number.parseInt(field, 16));
}
