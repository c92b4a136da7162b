import type { Place } from './problem.ts';

/** A file's text that turns offsets into places. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** @param offset UTF-16 code units from the start of the text; columns count in the same unit. */
  placeAt(offset: number): Place;
}

/** Wraps the text; its lines are found when the first place is asked for, in one pass. */
export function createSourceText(file: string, text: string): SourceText {
  let starts: readonly number[] | undefined;
  return {
    file,
    text,
    placeAt(offset) {
      starts ??= lineStarts(text);
      const line = lastAtOrBefore(starts, offset);
      return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
  };
}

/** Line breaks as YAML 1.2 has them (section 5.4): LF, CR LF, CR. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
