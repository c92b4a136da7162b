import { fail } from '../evaluation-failure.ts';
import { quoted } from '../quoted.ts';
import { checkBytesLength, checkTextLength } from './bounded.ts';

/** Base64 of RFC 4648, section 4. */
export function encodeBase64(bytes: Uint8Array): string {
  checkTextLength(Math.ceil(bytes.length / 3) * 4);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * Padding may be missing, and lines may end, as in cel-go.
 * @throws EvaluationFailure for other text
 */
export function decodeBase64(text: string): Uint8Array {
  const digits = text.replace(/[\r\n]+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return reject(text);
  checkBytesLength(Math.floor((digits.replace(/=+$/, '').length * 3) / 4));
  return Uint8Array.from(binaryOf(digits) ?? reject(text), (char) => char.charCodeAt(0));
}

function binaryOf(digits: string): string | undefined {
  try {
    return atob(digits);
  } catch {
    return undefined;
  }
}

function reject(text: string): never {
  return fail(`Expected Base64, got ${quoted(text)}`);
}
