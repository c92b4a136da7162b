import { limits } from '../limits.ts';
import { compilePattern } from '../regex/compile-pattern.ts';
import { recentlyUsed } from './recently-used.ts';

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
  return { compile: compilePattern, cached: recentlyUsed(limits.cachedPatterns, compilePattern) };
}
