import type { TextRange } from '../cel-error.ts';

export type TokenKind =
  /** An identifier, reserved or not. */
  | 'name'
  /** `true`, `false`, `null` or `in`, which are never names. */
  | 'keyword'
  /** A name in backticks, which only fields have. */
  | 'field'
  | 'number'
  /** A string or bytes literal with its prefix and quotes. */
  | 'text'
  /** An operator, a bracket, or what separates. */
  | 'symbol'
  | 'end';

/** The smallest piece of an expression that has a meaning, as it is written. */
export interface Token extends TextRange {
  readonly kind: TokenKind;
  readonly text: string;
}
