/** Stands for exactly one value, whatever it is. */
export const anyOne = Symbol('any one');
/** Stands for zero or more values. */
export const anyMany = Symbol('any many');

export type SequenceToken = string | typeof anyOne | typeof anyMany;

/**
 * Whether the whole of `values` matches `tokens`: what paths, argument vectors and domain names have in common.
 *
 * Linear in `values` for each `anyMany`, never exponential: only the latest `anyMany` is ever given one value more,
 * which is enough because an earlier one could only have taken what lies before.
 */
export function matchSequence(tokens: readonly SequenceToken[], values: readonly string[]): boolean {
  let token = 0;
  let value = 0;
  let retryToken = -1;
  let retryValue = 0;
  while (value < values.length) {
    const wanted = tokens[token];
    if (wanted === anyMany) {
      retryToken = token++;
      retryValue = value;
    } else if (wanted !== undefined && (wanted === anyOne || wanted === values[value])) {
      token++;
      value++;
    } else if (retryToken >= 0) {
      token = retryToken + 1;
      value = ++retryValue;
    } else {
      return false;
    }
  }
  while (tokens[token] === anyMany) token++;
  return token === tokens.length;
}
