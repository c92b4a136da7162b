/** FILTER_HASH of native/bpf/filter.h. */
const multiplier = 0x9e3779b97f4a7c15n;
const all = 2n ** 64n - 1n;
const slash = 0x2f;

/**
 * Which bit of 64 the first component of every path has that begins with the bytes, by its first eight bytes and its
 * length: what the kernel looks at before anything else of a path. All of them where the component does not end.
 * @param bytes of a path's beginning; a whole path ends in NUL
 */
export function rootBits(bytes: Uint8Array): bigint {
  const end = bytes.findIndex((byte, index) => index > 0 && (byte === slash || byte === 0));
  if (end < 0) return all;
  const name = bytes.subarray(1, end);
  const beginning = name.subarray(0, 8).reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
  const hash = ((beginning + BigInt(name.length)) * multiplier) & all;
  return 1n << (hash >> 58n);
}
