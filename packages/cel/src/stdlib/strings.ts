import type { Code } from '../compile/code.ts';
import type { Call } from '../scope.ts';
import { type Declaration, func, method } from './declaration.ts';
import { format, prepareFormat } from './format.ts';
import type { Patterns } from './patterns.ts';
import { codePointCount } from './text.ts';
import {
  charAt,
  joinTexts,
  lowerAscii,
  quote,
  replace,
  reverse,
  split,
  substring,
  trim,
  upperAscii,
} from './text-edit.ts';
import { indexOf, lastIndexOf } from './text-search.ts';

/** Functions on text: the standard's, and the `strings` extension of cel-spec. Positions count code points. */
export function stringFunctions(patterns: Patterns): Declaration[] {
  return [...standard, ...extension, ...matches(patterns)];
}

const size = (text: string) => BigInt(codePointCount(text));

const standard = [
  func('size', [['string'], 'int'], size),
  method('size', [['string'], 'int'], size),
  method('contains', [['string', 'string'], 'bool'], (text: string, part: string) => text.includes(part)),
  method('startsWith', [['string', 'string'], 'bool'], (text: string, part: string) => text.startsWith(part)),
  method('endsWith', [['string', 'string'], 'bool'], (text: string, part: string) => text.endsWith(part)),
];

const extension = [
  method('charAt', [['string', 'int'], 'string'], charAt),
  method('indexOf', [['string', 'string'], 'int'], indexOf),
  method('indexOf', [['string', 'string', 'int'], 'int'], indexOf),
  method('lastIndexOf', [['string', 'string'], 'int'], lastIndexOf),
  method('lastIndexOf', [['string', 'string', 'int'], 'int'], lastIndexOf),
  method('lowerAscii', [['string'], 'string'], lowerAscii),
  method('upperAscii', [['string'], 'string'], upperAscii),
  method('replace', [['string', 'string', 'string'], 'string'], replace),
  method('replace', [['string', 'string', 'string', 'int'], 'string'], replace),
  method('split', [['string', 'string'], 'list(string)'], split),
  method('split', [['string', 'string', 'int'], 'list(string)'], split),
  method('substring', [['string', 'int'], 'string'], substring),
  method('substring', [['string', 'int', 'int'], 'string'], substring),
  method('trim', [['string'], 'string'], trim),
  method('reverse', [['string'], 'string'], reverse),
  method('join', [['list(string)'], 'string'], joinTexts),
  method('join', [['list(string)', 'string'], 'string'], joinTexts),
  func('strings.quote', [['string'], 'string'], quote),
  { ...method('format', [['string', 'list(dyn)'], 'string'], format), prepare: { argument: 0, run: prepareFormat } },
];

function matches(patterns: Patterns): Declaration[] {
  const signature = [['string', 'string'], 'bool'] as const;
  const call = (text: string, pattern: string) => patterns.cached(pattern)(text);
  const run = ([, pattern]: readonly Code[]): Call | undefined =>
    typeof pattern?.constant === 'string' ? patterns.compile(pattern.constant) : undefined;
  const prepare = { argument: 1, run };
  return [
    { ...method('matches', signature, call), prepare },
    { ...func('matches', signature, call), prepare },
  ];
}
