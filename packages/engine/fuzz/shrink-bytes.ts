const maxMs = 10_000;

/** The smallest input that is still one, as far as leaving pieces out finds it in some seconds. */
export function shrinkBytes(bytes: Buffer, isFind: (candidate: Buffer) => boolean): Buffer {
  const deadline = Date.now() + maxMs;
  let small = bytes;
  for (let size = bytes.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < small.length && Date.now() < deadline; ) {
      const candidate = Buffer.concat([small.subarray(0, at), small.subarray(at + size)]);
      if (isFind(candidate)) small = candidate;
      else at += size;
    }
  }
  return small;
}
