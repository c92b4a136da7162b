import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Terminal } from '../output/terminal.ts';

/** The recording at `path`, `-` for standard input, and its name in messages. */
export function openInput(
  path: string,
  { stdin, say }: Terminal,
): { readonly source: Readable; readonly name: string } {
  if (path !== '-') return { source: createReadStream(path), name: path };
  if (stdin.isTTY) say('reading events from the terminal; Ctrl-D ends them');
  return { source: stdin, name: '(standard input)' };
}
