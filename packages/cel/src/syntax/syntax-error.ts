import { CelError, type TextRange } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import type { Token } from './token.ts';

/** `Expected ")", got "end of expression"`. */
export function expected(what: string, token: Token): CelError {
  return new CelError('syntax', `Expected ${what}, got ${quoted(token.text || 'end of expression')}`, token);
}

/** A literal that has no value. */
export function unreadable(cause: string, place: TextRange): CelError {
  return new CelError('syntax', `Cannot read expression: ${cause}`, place);
}
