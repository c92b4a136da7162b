import { md5 as digest } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The MD5 of the text in UTF-8 as 32 hexadecimal digits (RFC 1321). It tells incidents apart, as consumers of Kubescape's
 * alerts expect, and keeps nothing secret. Of a library, as this package runs where there is no node:crypto.
 */
export function md5(text: string): string {
  return bytesToHex(digest(utf8ToBytes(text)));
}
