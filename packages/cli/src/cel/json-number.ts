/** A number as JSON text has it: `1` and `1.0` are not the same to CEL, and 64-bit integers exceed JavaScript's. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The reviver's third parameter: https://github.com/tc39/proposal-json-parse-with-source */
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/**
 * JSON with its numbers as they are written.
 * @throws SyntaxError for what is no JSON
 */
export function parseJson(text: string): unknown {
  const revive: Reviver = (_key, value, { source }) =>
    typeof value === 'number' ? new JsonNumber(source ?? '') : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}
