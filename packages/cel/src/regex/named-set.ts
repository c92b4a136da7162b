import { type CharRange, type CharSet, charSet } from './char-set.ts';

/** Characters that RE2 has a name for, all of ASCII: `d`, `s`, `w` after a backslash, `alpha` and its like in `[:alpha:]`. */
export function namedSet(name: string): CharSet | undefined {
  const ends = Object.hasOwn(namedEnds, name) ? namedEnds[name] : undefined;
  return ends === undefined ? undefined : charSet(pairs(ends));
}

/** First and last character of each range. RE2's `\s` has no vertical tab, its `[:space:]` has. */
const namedEnds: Readonly<Record<string, string>> = {
  d: '09',
  s: '\t\n\f\r  ',
  w: '09AZ__az',
  alnum: '09AZaz',
  alpha: 'AZaz',
  ascii: '\0\x7f',
  blank: '\t\t  ',
  cntrl: '\0\x1f\x7f\x7f',
  digit: '09',
  graph: '!~',
  lower: 'az',
  print: ' ~',
  punct: '!/:@[`{~',
  space: '\t\r  ',
  upper: 'AZ',
  word: '09AZ__az',
  xdigit: '09AFaf',
};

function pairs(ends: string): CharRange[] {
  const ranges: CharRange[] = [];
  for (let i = 0; i < ends.length; i += 2) ranges.push([ends.charCodeAt(i), ends.charCodeAt(i + 1)]);
  return ranges;
}
