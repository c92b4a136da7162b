import type { IpValue } from '../values/ip-value.ts';

const ipv4Broadcast = 0xffff_ffffn;

export function isUnspecified({ bits }: IpValue): boolean {
  return bits === 0n;
}

/** 127.0.0.0/8 and ::1. */
export function isLoopback({ bits, family }: IpValue): boolean {
  return family === 4 ? bits >> 24n === 127n : bits === 1n;
}

/** 169.254.0.0/16 and fe80::/10. */
export function isLinkLocalUnicast({ bits, family }: IpValue): boolean {
  return family === 4 ? bits >> 16n === 0xa9fen : bits >> 118n === 0x3fan;
}

/** 224.0.0.0/24; of ff00::/8 those whose scope is the link, whatever their flags. */
export function isLinkLocalMulticast({ bits, family }: IpValue): boolean {
  return family === 4 ? bits >> 8n === 0xe0_0000n : ((bits >> 112n) & 0xff0fn) === 0xff02n;
}

/** As Go's net/netip has it: private addresses as well. */
export function isGlobalUnicast(ip: IpValue): boolean {
  if (ip.family === 4 && ip.bits === ipv4Broadcast) return false;
  return !isUnspecified(ip) && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocalUnicast(ip);
}

/** 224.0.0.0/4 and ff00::/8. */
function isMulticast({ bits, family }: IpValue): boolean {
  return family === 4 ? bits >> 28n === 0xen : bits >> 120n === 0xffn;
}
