import { isUtf8 } from 'node:buffer';

/** A recorded event with 100 KB of arguments and every path at its longest stays far below. */
export const defaultMaxLineBytes = 8 * 1024 * 1024;

/** Pieces of one line that are kept apart before they are joined: bounds what a writer of single bytes costs. */
const maxPieces = 1024;

const byteOrderMark = '\ufeff';

export interface LineHandlers {
  /** Lines count from 1; one without anything but white space is counted and not handed on. */
  readonly onLine: (text: string, number: number) => void;
  /** A line that was skipped, and why. */
  readonly onBrokenLine: (message: string, number: number) => void;
  readonly maxLineBytes?: number;
}

/** Cuts chunks of bytes into lines of text, holding no more than one line. */
export interface LineSplitter {
  push(chunk: Buffer): void;
  /** The input has ended: a last line without its newline counts. */
  end(): void;
}

export function createLineSplitter(handlers: LineHandlers): LineSplitter {
  const maxBytes = handlers.maxLineBytes ?? defaultMaxLineBytes;
  let number = 0;
  let pieces: Buffer[] = [];
  let bytes = 0;

  const take = (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > maxBytes) pieces = [];
    else if (pieces.push(piece) === maxPieces) pieces = [Buffer.concat(pieces)];
  };

  const finish = () => {
    number += 1;
    if (bytes > maxBytes) {
      handlers.onBrokenLine(`Too long line "${bytes} bytes", maximum ${maxBytes}`, number);
    } else {
      const line = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
      if (isUtf8(line)) handOn(line.toString('utf8'), number, handlers);
      else handlers.onBrokenLine('Expected UTF-8, got other bytes', number);
    }
    pieces = [];
    bytes = 0;
  };

  return {
    push: (chunk) => {
      let start = 0;
      for (let newline = chunk.indexOf(10); newline >= 0; newline = chunk.indexOf(10, start)) {
        take(chunk.subarray(start, newline));
        finish();
        start = newline + 1;
      }
      if (start < chunk.length) take(chunk.subarray(start));
    },
    end: () => {
      if (bytes > 0) finish();
    },
  };
}

function handOn(line: string, number: number, { onLine }: LineHandlers): void {
  const text = number === 1 && line.startsWith(byteOrderMark) ? line.slice(1) : line;
  if (text.trim() !== '') onLine(text, number);
}
