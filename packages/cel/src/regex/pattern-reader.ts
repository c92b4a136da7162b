/** A place in a pattern, with the flags that hold there. */
export interface PatternReader {
  readonly pattern: string;
  at: number;
  flags: PatternFlags;
}

export interface PatternFlags {
  /** `i` */
  readonly foldsCase: boolean;
  /** `m` */
  readonly isMultiline: boolean;
  /** `s` */
  readonly dotIsAny: boolean;
}

/** Thrown where the text is no pattern of RE2; RE2 itself then says what is wrong. */
export class NotRe2 extends Error {}

export function refuse(): never {
  throw new NotRe2('Expected a pattern of RE2');
}

/** Takes `text`, if it stands here. */
export function take(reader: PatternReader, text: string): boolean {
  if (!reader.pattern.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

/** Takes what the sticky expression matches here. */
export function takeMatch(reader: PatternReader, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = reader.at;
  const match = expression.exec(reader.pattern);
  if (match === null) return undefined;
  reader.at += match[0].length;
  return match;
}

/** Takes one code point. */
export function takePoint(reader: PatternReader): number {
  const point = reader.pattern.codePointAt(reader.at);
  if (point === undefined) return refuse();
  reader.at += point > 0xffff ? 2 : 1;
  return point;
}
