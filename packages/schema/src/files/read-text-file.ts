import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Problem, ProblemCode } from '../problem.ts';
import { printable, quote } from '../quote.ts';
import { createSourceText } from '../source-text.ts';
import { maximumYamlLength } from '../yaml/read-yaml.ts';
import { decodeUtf8 } from './decode-utf8.ts';

/** The text of a file of at most 8 MiB, or why there is none. Never throws. */
export async function readTextFile(file: string): Promise<{ text: string } | { problem: Problem }> {
  try {
    // A pipe or a device may never end.
    if (!(await stat(file)).isFile()) return { problem: fileProblem(file, 'unreadable', 'not a regular file') };
    const bytes = await readBytes(file, maximumYamlLength + 1);
    if (bytes.length > maximumYamlLength) {
      const message = `Too large file ${quote(file)}, maximum ${maximumYamlLength} bytes`;
      return { problem: { file, line: 1, column: 1, code: 'too-large', message } };
    }
    return decode(file, bytes);
  } catch (error) {
    return { problem: fileProblem(file, 'unreadable', reasonOf(error)) };
  }
}

/** What could not be read, and why. */
export function fileProblem(file: string, code: ProblemCode, reason: string): Problem {
  return { file, line: 1, column: 1, code, message: `Cannot read ${quote(file)}: ${printable(reason)}` };
}

/** `ENOENT: no such file or directory`, without the path that node adds: the message has it already. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/, \w+ '.*'$/s, '');
}

async function readBytes(file: string, maximum: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: maximum - 1 })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function decode(file: string, bytes: Uint8Array): { text: string } | { problem: Problem } {
  const { text, invalidAt } = decodeUtf8(bytes);
  if (invalidAt === undefined) return { text };
  const byte = (bytes[invalidAt] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const place = createSourceText(file, text).placeAt(text.length);
  return { problem: { ...place, code: 'not-text', message: `Expected UTF-8 text, got byte "0x${byte}"` } };
}
