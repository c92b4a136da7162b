import type { Place } from '../problem.ts';

/** Where in an object something stands. */
export interface JsonLocation extends Omit<Place, 'file'> {
  /** `spec.rules[0].name`; empty: the object as a whole. */
  readonly path: string;
}

interface Level {
  /** Undefined in a list. */
  key: string | undefined;
  index: number;
}

/**
 * The value that stands at an offset of JSON as JSON.stringify writes it; inside a text also line and column of the text
 * itself, escapes resolved. A scan from the start: places are asked for when something is wrong, and then once.
 */
export function locateInJson(json: string, offset: number): JsonLocation {
  const levels: Level[] = [];
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') {
      const end = endOfText(json, at);
      const level = levels.at(-1);
      const isKey = level?.key !== undefined && json[end] === ':';
      if (isKey) level.key = JSON.parse(json.slice(at, end)) as string;
      if (offset < end) return { path: pathOf(levels), ...(isKey ? whole : inText(json, at, offset)) };
      at = end - 1;
    } else if (offset <= at) {
      return { path: pathOf(levels), ...whole };
    } else if (character === '{' || character === '[') {
      levels.push({ key: character === '{' ? '' : undefined, index: 0 });
    } else if (character === '}' || character === ']') {
      levels.pop();
    } else if (character === ',') {
      const level = levels.at(-1);
      if (level !== undefined) level.index++;
    }
  }
  return { path: '', ...whole };
}

const whole = { line: 0, column: 0 } as const;

/** Offset behind the closing quote. */
function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** At its opening quote it is the text as a whole. */
function inText(json: string, start: number, offset: number) {
  if (offset <= start) return whole;
  const before = JSON.parse(`${json.slice(start, offset)}"`) as string;
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function pathOf(levels: readonly Level[]): string {
  return levels
    .map(({ key, index }) => (key === undefined ? `[${index}]` : /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `["${key}"]`))
    .join('')
    .replace(/^\./, '');
}
