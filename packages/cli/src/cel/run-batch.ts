import { once } from 'node:events';
import { CommandError } from '../command-error.ts';
import { createLineSplitter } from '../input/line-splitter.ts';
import type { Terminal } from '../output/terminal.ts';
import { toPrintableJson } from '../render/to-printable.ts';
import { type BatchAnswer, evaluateBatchLine } from './evaluate-batch-line.ts';

type Line = { readonly text: string } | { readonly error: string };

/** Answers the lines of standard input in their order, each before the next is read: whoever writes may wait for it. */
export async function runBatch({ stdin, stdout, stop }: Terminal): Promise<void> {
  const lines: Line[] = [];
  const splitter = createLineSplitter({
    onLine: (text) => lines.push({ text }),
    onBrokenLine: (error) => lines.push({ error }),
  });
  const answerAll = async () => {
    for (const line of lines.splice(0)) {
      if (stop.aborted) return;
      const answer: BatchAnswer = 'text' in line ? evaluateBatchLine(line.text) : line;
      // A slow reader slows the writer, instead of its answers filling the memory.
      if (!stdout.stream.write(`${toPrintableJson(JSON.stringify(answer))}\n`))
        await once(stdout.stream, 'drain', { signal: stop });
    }
  };
  const abort = () => stdin.destroy();
  stop.addEventListener('abort', abort, { once: true });
  try {
    for await (const chunk of stdin) {
      splitter.push(chunk as Buffer);
      await answerAll();
    }
    splitter.end();
    await answerAll();
  } catch (error) {
    if (!stop.aborted) throw new CommandError(`Cannot read standard input: ${(error as Error).message}`);
  } finally {
    stop.removeEventListener('abort', abort);
  }
}
