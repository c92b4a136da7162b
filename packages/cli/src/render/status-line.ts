import { stripVTControlCharacters } from 'node:util';
import type { Output } from '../output/terminal.ts';

/** One line at the bottom of the terminal that is drawn over; on anything else it does not exist. */
export interface StatusLine {
  show(text: string): void;
  /** Takes the line away, so that what is written next stands in its place. */
  clear(): void;
}

export function createStatusLine(output: Output): StatusLine {
  if (!output.isTerminal) return { show: () => {}, clear: () => {} };
  let isShown = false;
  return {
    show: (text) => {
      // A line that wraps could not be drawn over. The last column stays free: some terminals wrap when it fills.
      const fits = stripVTControlCharacters(text).length < output.columns();
      output.stream.write(`\r\u001b[K${fits ? text : stripVTControlCharacters(text).slice(0, output.columns() - 1)}`);
      isShown = true;
    },
    clear: () => {
      if (isShown) output.stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}
