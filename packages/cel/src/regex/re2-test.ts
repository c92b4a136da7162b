import { RE2JS } from 're2js';
import { EvaluationFailure, fail } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { quoted } from '../quoted.ts';

/**
 * A pattern matched by RE2JS: linear in the pattern's size times the text's length, which has a bound of its own.
 *
 * @throws EvaluationFailure for one that RE2 does not have: look-around and back references have no linear time
 */
export function re2Test(pattern: string, size: number): (text: string) => boolean {
  const compiled = compile(pattern);
  const longest = Math.floor(limits.patternSteps / Math.max(size, 1));
  return (text) => {
    if (text.length > longest) tooMuch(longest);
    return compiled.test(text);
  };
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const cause =
      error instanceof Error
        ? error.message.replace(/^error parsing regexp: /, '').replace(/: `.*$/s, '')
        : String(error);
    return fail(`Cannot compile pattern ${quoted(pattern)}: ${cause}`);
  }
}

function tooMuch(longest: number): never {
  throw new EvaluationFailure(`Too long text for its pattern, maximum ${longest} characters`, 'limit');
}
