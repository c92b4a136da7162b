import { parseBlock } from './address-match.ts';
import { parseAddress } from './ip-address.ts';

/** Whether a profile can mean addresses by it: an address, a block in CIDR notation, or `*`. */
export function isAddressPattern(text: string): boolean {
  return text === '*' || (text.includes('/') ? parseBlock(text) : parseAddress(text)) !== undefined;
}
