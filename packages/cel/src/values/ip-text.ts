import type { CidrValue } from './cidr-value.ts';
import { splitGroups } from './ip-groups.ts';
import type { IpValue } from './ip-value.ts';

/** The address as RFC 5952 writes it: small letters, no leading zeros, the longest run of zeros as `::`. */
export function ipText({ bits, family }: IpValue): string {
  if (family === 4) return splitGroups(bits, 4, 8).join('.');
  const groups = splitGroups(bits, 8, 16).map((group) => group.toString(16));
  const { start, length } = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

export function cidrText({ ip, prefix }: CidrValue): string {
  return `${ipText(ip)}/${prefix}`;
}

/** The first of the longest runs. */
function longestZeros(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === '0' ? length + 1 : 0;
    if (length > longest.length) longest = { start: index + 1 - length, length };
  }
  return longest;
}
