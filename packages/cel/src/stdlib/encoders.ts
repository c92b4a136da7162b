import { decodeBase64, encodeBase64 } from './base64.ts';
import { type Declaration, func } from './declaration.ts';

/** The `encoders` extension. */
export const encoders: readonly Declaration[] = [
  func('base64.encode', [['bytes'], 'string'], encodeBase64),
  func('base64.decode', [['string'], 'bytes'], decodeBase64),
];
