/**
 * The text of UTF-8 bytes, or where they stop being UTF-8.
 *
 * @returns `text`, or with `invalidAt` (a byte offset) the text up to it; a byte order mark stays in the text
 */
export function decodeUtf8(bytes: Uint8Array): { text: string; invalidAt?: number } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const invalidAt = firstInvalid(bytes);
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, invalidAt)), invalidAt };
  }
}

/** The decoder does not say where it stopped; U+FFFD in its lenient output marks the place, unless the file holds one itself. */
function firstInvalid(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let read = 0;
  let offset = 0;
  for (const { index } of text.matchAll(/\uFFFD/g)) {
    offset += Buffer.byteLength(text.slice(read, index));
    const isWritten = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (!isWritten) return offset;
    offset += 3;
    read = index + 1;
  }
  return offset;
}
