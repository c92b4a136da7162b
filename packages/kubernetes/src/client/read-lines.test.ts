import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { maximumLineBytes, readLines } from './read-lines.ts';

async function linesOf(...chunks: readonly (string | Buffer)[]): Promise<string[]> {
  const lines: string[] = [];
  const answer = Readable.from(chunks.map((chunk) => Buffer.from(chunk))) as unknown as IncomingMessage;
  await readLines(answer, (line) => lines.push(line));
  return lines;
}

it.each<[string, (string | Buffer)[], string[]]>([
  ['lines of one chunk', ['a\nb\n'], ['a', 'b']],
  ['a line of several chunks', ['{"a', '":', '1}\n{}\n'], ['{"a":1}', '{}']],
  ['a character that was cut in two', [Buffer.from([0xc3]), Buffer.from([0xa9, 10])], ['é']],
  ['an end of line that comes alone', ['a', '\n', '\n'], ['a', '']],
  ['nothing of a line that was cut off', ['a\nb'], ['a']],
])('reads %s', async (_, chunks, expected) => {
  expect(await linesOf(...chunks)).toEqual(expected);
});

it('takes a line of the maximum, and no longer one', async () => {
  const long = Buffer.alloc(maximumLineBytes, 'x');
  expect((await linesOf(long, '\n'))[0]?.length).toBe(maximumLineBytes);
  await expect(linesOf(long, 'x')).rejects.toMatchObject({ code: 'too-large' });
});
