import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';

/** Enough for either magic number: RFC 1952 section 2.3.1, RFC 8878 section 3.1.1. */
const magicBytes = 4;

/**
 * The content of `source`: gzip and Zstandard are undone, anything else is as it is. The first bytes decide, not the name:
 * standard input has none, and no JSON begins with either magic number.
 *
 * The stream ends with an error where compressed data ends early; what came before it was read.
 */
export async function decompress(source: Readable): Promise<Readable> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const head = await readHead(chunks);
  const content = Readable.from(headAndRest(head, chunks), { objectMode: false });
  const decompressor = decompressorFor(head);
  if (decompressor === undefined) return content;
  content.on('error', (error) => decompressor.destroy(error));
  return content.pipe(decompressor);
}

async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < magicBytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* headAndRest(head: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

function decompressorFor(head: Buffer) {
  if (head.length < magicBytes) return undefined;
  if (head.readUInt16BE() === 0x1f8b) return createGunzip();
  if (head.readUInt32LE() === 0xfd2fb528) return createZstdDecompress();
  return undefined;
}
