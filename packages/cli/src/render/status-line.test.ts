import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createPaint } from './paint.ts';
import { createStatusLine } from './status-line.ts';

function statusLineOn(isTerminal: boolean) {
  const stream = new PassThrough();
  const output = { stream, isTerminal, paint: createPaint(false), columns: () => 10 };
  return { statusLine: createStatusLine(output), written: () => String(stream.read() ?? '') };
}

describe('a status line', () => {
  it('is drawn over itself and taken away', () => {
    const { statusLine, written } = statusLineOn(true);
    statusLine.show('one');
    statusLine.show('two');
    statusLine.clear();
    statusLine.clear();
    expect(written()).toBe('\r\u001b[Kone\r\u001b[Ktwo\r\u001b[K');
  });

  it('never fills the last column', () => {
    const { statusLine, written } = statusLineOn(true);
    statusLine.show('123456789');
    statusLine.show('\u001b[2m1234567890\u001b[22m');
    expect(written()).toBe('\r\u001b[K123456789\r\u001b[K123456789');
  });

  it('does not exist where there is no terminal', () => {
    const { statusLine, written } = statusLineOn(false);
    statusLine.show('one');
    statusLine.clear();
    expect(written()).toBe('');
  });
});
