import type { Call } from '../scope.ts';
import type { Expr } from '../tree/expr.ts';
import { type Declaration, func, method } from './declaration.ts';
import { findText } from './find-text.ts';
import type { Patterns } from './patterns.ts';
import { codePointCount } from './text.ts';

const size = (text: string) => BigInt(codePointCount(text));

/** The standard's functions on text. */
export function standardStrings(patterns: Patterns): Declaration[] {
  return [
    func('size', [['string'], 'int'], size),
    method('size', [['string'], 'int'], size),
    method('contains', [['string', 'string'], 'bool'], (text: string, part: string) => findText(text, part) >= 0),
    method('startsWith', [['string', 'string'], 'bool'], (text: string, part: string) => text.startsWith(part)),
    method('endsWith', [['string', 'string'], 'bool'], (text: string, part: string) => text.endsWith(part)),
    ...matches(patterns),
  ];
}

function matches(patterns: Patterns): Declaration[] {
  const signature = [['string', 'string'], 'bool'] as const;
  const call = (text: string, pattern: string) => patterns.cached(pattern)(text);
  const run = ([, pattern]: readonly Expr[]): Call | undefined =>
    pattern?.kind === 'constant' && typeof pattern.value === 'string' ? patterns.compile(pattern.value) : undefined;
  const prepare = { argument: 1, run };
  return [
    { ...method('matches', signature, call), prepare },
    { ...func('matches', signature, call), prepare },
  ];
}
