import { literalsOf } from '../regex/literals-of.ts';
import type { Clause } from './literal.ts';
import { type TextSubject, textClause } from './text-subject.ts';

/** What every text that a pattern matches has. */
export function patternClauses(text: TextSubject, pattern: string): readonly Clause[] {
  const { exact, prefix, suffix, contains } = literalsOf(pattern);
  const found = [
    exact && textClause(text, 'equals', exact),
    prefix && textClause(text, 'prefix', prefix),
    suffix && textClause(text, 'suffix', suffix),
    contains && textClause(text, 'contains', contains),
  ];
  return found.filter((clause) => clause !== undefined);
}
