import type { Readable, Writable } from 'node:stream';
import type { Paint } from '../render/paint.ts';

/** One of the process's two outputs, and what may be written to it. */
export interface Output {
  readonly stream: Writable;
  /** A person is looking: progress and lines that are drawn over are welcome. */
  readonly isTerminal: boolean;
  readonly paint: Paint;
  /** Width in characters at this moment; infinite where it is no terminal. */
  columns(): number;
}

/** What a command has of the world around it. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted when the process is asked to end, or nobody reads its standard output any more. */
  readonly stop: AbortSignal;
  /** Writes a line to standard error, named after the command. */
  say(line: string): void;
}
