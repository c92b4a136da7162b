import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const pathOnly = 0o10000000; // O_PATH, include/uapi/asm-generic/fcntl.h: opens nothing, so a device or a pipe does nothing

/**
 * Reads a file that somebody else wrote. Undefined where it is gone, is no regular file, cannot be read, or is longer than
 * `maxBytes`.
 */
export function readBounded(path: string, maxBytes: number): string | undefined {
  try {
    return withOpen(path, pathOnly, (place) => {
      if (!fstatSync(place).isFile()) return undefined;
      return withOpen(`/proc/self/fd/${place}`, 'r', (file) => readUpTo(file, maxBytes));
    });
  } catch {
    return undefined;
  }
}

function withOpen<T>(path: string, flags: number | string, use: (descriptor: number) => T): T {
  const descriptor = openSync(path, flags);
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Files of /proc say a size of 0: what counts is what can be read. */
function readUpTo(file: number, maxBytes: number): string | undefined {
  const { size } = fstatSync(file);
  if (size > maxBytes) return undefined;
  const chunks: Buffer[] = [];
  for (let total = 0; ; ) {
    const chunk = Buffer.allocUnsafe(Math.max(4096, Math.min(size + 1, maxBytes + 1)));
    const bytes = readSync(file, chunk);
    if (bytes === 0) return Buffer.concat(chunks).toString('utf8');
    chunks.push(chunk.subarray(0, bytes));
    total += bytes;
    if (total > maxBytes) return undefined;
  }
}
