import type { ParseError } from 'cel-js';
import { CelError, type TextRange } from './cel-error.ts';
import { limits } from './limits.ts';
import { quoted } from './quoted.ts';

const tokens: Readonly<Record<string, string>> = {
  IDENTIFIER: 'name',
  RPAREN: '")"',
  LPAREN: '"("',
  RBRACKET: '"]"',
  RBRACE: '"}"',
  COLON: '":"',
  COMMA: '","',
};

/** An error of the parser in our words. */
export function wordParseError(error: ParseError, source: string): CelError {
  const place = clamp(error, source);
  if (error.code === 'limit_exceeded') return new CelError('limit', wordLimit(error.summary), place);
  return new CelError('syntax', wordSyntax(error, source.slice(place.start, place.end)), place);
}

function wordSyntax(error: ParseError, found: string): string {
  const got = `got ${found === '' ? '"end of expression"' : quoted(found)}`;
  switch (error.code) {
    case 'expected_token':
      return `Expected ${tokens[/^Expected (\w+)/.exec(error.summary)?.[1] ?? ''] ?? 'token'}, ${got}`;
    case 'unexpected_token':
      return `Expected value, ${got}`;
    case 'unexpected_character':
      return found.length === 1 && error.summary === `Unexpected character: ${found}`
        ? `Unexpected character ${quoted(found)}`
        : `Expected operator or end of expression, ${got}`;
    case 'invalid_macro_argument':
      return `Expected name of a variable, ${got}`;
    case 'reserved_identifier':
      return `Reserved name ${quoted(found)}`;
    case 'unterminated_string':
    case 'unterminated_triple_quoted_string':
      return `Unterminated string ${quoted(found)}`;
    default:
      return `Cannot read expression: ${error.summary}`;
  }
}

function wordLimit(summary: string): string {
  if (summary.includes('maxDepth')) return `Too many nested operations, maximum ${limits.depth}`;
  if (summary.includes('maxCallArguments')) return `Too many arguments, maximum ${limits.arguments}`;
  return `Too many operations and values, maximum ${limits.nodes}`;
}

function clamp(error: ParseError, source: string): TextRange {
  const start = Math.min(error.range?.start ?? 0, source.length);
  return { start, end: Math.min(Math.max(error.range?.end ?? start, start), source.length) };
}
