const groups = 8;

/** Text of an address of 16 bytes: `a.b.c.d` for ::ffff:a.b.c.d, else as RFC 5952 writes IPv6. */
export function formatAddress(bytes: Uint8Array): string {
  const words = Array.from(
    { length: groups },
    (_, i) => ((bytes[2 * i] as number) << 8) | (bytes[2 * i + 1] as number),
  );
  if (words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff) return bytes.subarray(12, 16).join('.');
  const { start, length } = longestZeros(words);
  const text = (from: number, to: number): string =>
    words
      .slice(from, to)
      .map((word) => word.toString(16))
      .join(':');
  return length < 2 ? text(0, groups) : `${text(0, start)}::${text(start + length, groups)}`;
}

function longestZeros(words: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  for (let start = 0; start < groups; start++) {
    let length = 0;
    while (words[start + length] === 0) length += 1;
    if (length > longest.length) longest = { start, length };
  }
  return longest;
}
