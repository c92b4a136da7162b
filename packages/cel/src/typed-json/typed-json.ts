/**
 * A value of the language as JSON that keeps its type: one member, named after the type. 64-bit integers are text, since
 * JSON numbers do not hold them all; doubles that JSON lacks are the texts NaN, Infinity, -Infinity and -0.
 */
export type TypedJson =
  | { readonly int: string }
  | { readonly uint: string }
  | { readonly double: number | string }
  | { readonly string: string }
  /** Base64 of RFC 4648, section 4. */
  | { readonly bytes: string }
  | { readonly bool: boolean }
  | { readonly null: null }
  | { readonly list: readonly TypedJson[] }
  /** In the order of the map. */
  | { readonly map: readonly (readonly [key: TypedJson, value: TypedJson])[] }
  /** RFC 3339. */
  | { readonly timestamp: string }
  /** Seconds: `1.5s`. Longer units are read, too. */
  | { readonly duration: string }
  /** The name of a type. */
  | { readonly type: string }
  /** Null: it holds nothing. */
  | { readonly optional: TypedJson | null }
  | { readonly ip: string }
  | { readonly cidr: string };

/** What typed JSON cannot be, or cannot say. */
export class TypedJsonError extends Error {
  /** `shape`: it is no typed value; `limit`: it is too large or too deep. */
  readonly code: 'shape' | 'limit';

  constructor(code: 'shape' | 'limit', message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TypedJsonError';
    this.code = code;
  }
}
