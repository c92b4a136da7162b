import { type Declaration, func, method } from './declaration.ts';
import { format, prepareFormat } from './format.ts';
import { replace } from './replace.ts';
import { charAt, joinTexts, lowerAscii, quote, reverse, split, substring, trim, upperAscii } from './text-edit.ts';
import { indexOf, lastIndexOf } from './text-search.ts';

/** The `strings` extension of cel-spec. Positions count code points. */
export const strings: readonly Declaration[] = [
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
