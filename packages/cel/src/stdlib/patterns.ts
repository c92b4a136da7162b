import { RE2JS } from 're2js';
import { fail } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { quoted } from '../quoted.ts';

export interface Patterns {
  /**
   * Compiles an RE2 pattern.
   * @throws EvaluationFailure for one that RE2 does not have: look-around and back references have no linear time
   */
  readonly compile: (pattern: string) => (text: string) => boolean;
  /** The same, keeping the compiled pattern: the least recently used ones are forgotten. */
  readonly cached: (pattern: string) => (text: string) => boolean;
}

/** Patterns of `matches`: RE2 in linear time, whatever the pattern and the text, as attackers choose the text. */
export function createPatterns(): Patterns {
  const cache = new Map<string, (text: string) => boolean>();
  const cached = (pattern: string) => {
    const test = cache.get(pattern) ?? compile(pattern);
    cache.delete(pattern);
    cache.set(pattern, test);
    const [oldest] = cache.keys();
    if (cache.size > limits.cachedPatterns && oldest !== undefined) cache.delete(oldest);
    return test;
  };
  return { compile, cached };
}

function compile(pattern: string): (text: string) => boolean {
  const compiled = parse(pattern);
  return (text) => compiled.test(text);
}

function parse(pattern: string): RE2JS {
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
