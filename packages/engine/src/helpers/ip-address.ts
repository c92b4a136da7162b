/** The bytes of an IPv4 (4) or IPv6 (16) address, in network order. */
export type AddressBytes = readonly number[];

/** RFC 4291 section 2.5.5.2: `::ffff:0:0/96` carries an IPv4 address. */
const mappedPrefix: AddressBytes = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/** The longest spelling there is: 45 characters of address, and a zone. Beyond it nothing is looked at. */
const maxLength = 64;

/**
 * Reads an address as an address, whatever its spelling; IPv4-mapped IPv6 reads as IPv4, a zone (`fe80::1%eth0`) is left out.
 * @returns undefined where the text is no address (numbers with leading zeros are none: some read them as octal)
 */
export function parseAddress(text: string): AddressBytes | undefined {
  if (text.length > maxLength) return undefined;
  if (!text.includes(':')) return parseIpv4(text);
  const zone = text.indexOf('%');
  const bytes = parseIpv6(zone < 0 ? text : text.slice(0, zone));
  return bytes !== undefined && isMapped(bytes) ? bytes.slice(12) : bytes;
}

export function isMapped(bytes: AddressBytes): boolean {
  return bytes.length === 16 && mappedPrefix.every((byte, index) => bytes[index] === byte);
}

/** The 4 bytes of dotted decimal, or undefined. */
export function parseIpv4(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const bytes = parts.map((part) => (/^(?:0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  return bytes.every((byte) => byte < 256) ? bytes : undefined;
}

/** The 16 bytes of an IPv6 address as it is written, IPv4-mapped included, or undefined. */
export function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupBytes);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  if (tail === undefined) return head.length === 16 ? head : undefined;
  const gap = 16 - head.length - tail.length;
  // `::` stands for at least one group (RFC 5952 section 4.2.2 only asks writers for two).
  return gap < 2 || endsInIpv4(halves[0]) ? undefined : [...head, ...new Array<number>(gap).fill(0), ...tail];
}

function groupBytes(text: string): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const isLast = index === groups.length - 1;
    const ipv4 = isLast && group.includes('.') ? parseIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (/^[\da-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}

function endsInIpv4(head: string | undefined): boolean {
  return head?.includes('.') ?? false;
}
