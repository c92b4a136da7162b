/** Values at which implementations go wrong. */

export const ints: readonly bigint[] = [
  0n,
  1n,
  -1n,
  7n,
  64n,
  255n,
  2n ** 31n - 1n,
  -(2n ** 31n),
  2n ** 32n,
  2n ** 53n - 2n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  -(2n ** 53n) + 1n,
  -(2n ** 53n) - 1n,
  2n ** 62n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  -(2n ** 63n) + 1n,
];

export const uints: readonly bigint[] = [
  0n,
  1n,
  7n,
  255n,
  2n ** 32n - 1n,
  2n ** 53n - 1n,
  2n ** 53n + 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

export const doubles: readonly number[] = [
  0,
  -0,
  0.1,
  0.5,
  -1.5,
  2.5,
  3,
  1e-7,
  1e21,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  2 ** 63,
  2 ** 64,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

/** Keys of maps and names of entries: few, so that they meet. Some are what every object of JavaScript has. */
export const names: readonly string[] = ['a', 'b', 'a', 'b', 'ab', 'abc', 'length', 'constructor', '__proto__'];

/** Whole code points only: a lone surrogate is no text of the language. */
export const texts: readonly string[] = [
  '',
  'a',
  'b',
  'ab',
  'abc',
  'ABC',
  ' a ',
  'a,b',
  '/bin/sh',
  '/etc/passwd',
  'é',
  'e\u0301',
  'ÿ',
  'ß',
  'İ',
  '\u212a',
  '😀',
  'a😀b',
  '\ufffd',
  '\uffff',
  '𐀀',
  '\u2028',
  '\n',
  '\0',
  'a\\n"b\'',
  '%s',
  '$&',
  '__proto__',
  'constructor',
  'length',
  '0',
  '-1',
  '12',
  '9223372036854775807',
  '9223372036854775808',
  '18446744073709551615',
  '1.5',
  '1e3',
  '-0',
  'NaN',
  'true',
  'T',
  '2009-02-13T23:31:30Z',
  '2024-02-29T00:00:00.123456789+05:30',
  '1h30m',
  '-1.5s',
  'UTC',
  'Europe/Berlin',
  'int',
];

export const bytes: readonly Uint8Array[] = [
  [],
  [97],
  [97, 98, 99],
  [0],
  [255],
  [195, 169],
  [195],
  [240, 159, 152, 128],
  [237, 160, 128],
].map((values) => Uint8Array.from(values));

const second = 1_000_000_000n;

/** Nanoseconds since the epoch; the first and last are the bounds of a timestamp. */
export const timestamps: readonly bigint[] = [
  -62_135_596_800n * second,
  253_402_300_799n * second + 999_999_999n,
  0n,
  -1n,
  1n,
  1_234_567_890n * second,
  1_709_164_800n * second + 123_456_789n,
  951_782_400n * second,
];

/** Nanoseconds. */
export const durations: readonly bigint[] = [
  0n,
  1n,
  -1n,
  second,
  -90n * 60n * second,
  1_500_000_000n,
  315_576_000_000n * second,
  -315_576_000_000n * second,
  86_400n * second,
  2n ** 63n - 1n,
];
