import { fail } from '../evaluation-failure.ts';
import { quoted } from '../quoted.ts';
import { CidrValue } from '../values/cidr-value.ts';
import { cidrText, ipText } from '../values/ip-text.ts';
import { IpValue } from '../values/ip-value.ts';
import { type Declaration, func, method } from './declaration.ts';
import { isGlobalUnicast, isLinkLocalMulticast, isLinkLocalUnicast, isLoopback, isUnspecified } from './ip-kinds.ts';
import { ipLength, readCidr, readIp } from './read-ip.ts';

const ip = 'net.IP';
const cidr = 'net.CIDR';
const test = [[ip], 'bool'] as const;

/** The `network` extension: IP addresses and ranges of them. */
export const network: readonly Declaration[] = [
  func('ip', [['string'], ip], parseIp),
  func('isIP', [['string'], 'bool'], (text: string) => readIp(text) !== undefined),
  func('ip.isCanonical', [['string'], 'bool'], (text: string) => ipText(parseIp(text)) === text),
  func('string', [[ip], 'string'], ipText),
  method('family', [[ip], 'int'], ({ family }: IpValue) => BigInt(family)),
  method('isUnspecified', test, isUnspecified),
  method('isLoopback', test, isLoopback),
  method('isLinkLocalMulticast', test, isLinkLocalMulticast),
  method('isLinkLocalUnicast', test, isLinkLocalUnicast),
  method('isGlobalUnicast', test, isGlobalUnicast),
  func('cidr', [['string'], cidr], parseCidr),
  func('isCIDR', [['string'], 'bool'], (text: string) => readCidr(text) !== undefined),
  func('string', [[cidr], 'string'], cidrText),
  method('containsIP', [[cidr, ip], 'bool'], containsIp),
  method('containsIP', [[cidr, 'string'], 'bool'], (range: CidrValue, text: string) =>
    containsIp(range, parseIp(text)),
  ),
  method('containsCIDR', [[cidr, cidr], 'bool'], containsCidr),
  method('containsCIDR', [[cidr, 'string'], 'bool'], (range: CidrValue, text: string) =>
    containsCidr(range, parseCidr(text)),
  ),
  method('ip', [[cidr], ip], (range: CidrValue) => range.ip),
  method('masked', [[cidr], cidr], masked),
  method('prefixLength', [[cidr], 'int'], ({ prefix }: CidrValue) => BigInt(prefix)),
];

function parseIp(text: string): IpValue {
  return readIp(text) ?? fail(`Expected IP address, got ${quoted(text)}`);
}

function parseCidr(text: string): CidrValue {
  return readCidr(text) ?? fail(`Expected range of IP addresses, got ${quoted(text)}`);
}

function containsIp({ ip, prefix }: CidrValue, address: IpValue): boolean {
  const rest = BigInt(ipLength(ip) - prefix);
  return ip.family === address.family && ip.bits >> rest === address.bits >> rest;
}

function containsCidr(range: CidrValue, other: CidrValue): boolean {
  return range.prefix <= other.prefix && containsIp(range, other.ip);
}

function masked({ ip, prefix }: CidrValue): CidrValue {
  const rest = BigInt(ipLength(ip) - prefix);
  return new CidrValue(new IpValue((ip.bits >> rest) << rest, ip.family), prefix);
}
