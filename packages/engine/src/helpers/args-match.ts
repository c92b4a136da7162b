import { anyMany, anyOne, matchSequence, type SequenceToken } from './match-sequence.ts';

/**
 * Whether an argument vector matches a recorded one, position by position, argv[0] included on both sides: `⋯` is one
 * argument, `⋯⋯` zero or more, `*` a literal star.
 * @param recorded undefined or empty: recorded without arguments, which matches any
 */
export function matchesArguments(recorded: readonly string[] | undefined, args: readonly string[]): boolean {
  if (recorded === undefined || recorded.length === 0) return true;
  return matchSequence(recorded.map(tokenOf), args);
}

function tokenOf(recorded: string): SequenceToken {
  if (recorded === '⋯') return anyOne;
  return recorded === '⋯⋯' ? anyMany : recorded;
}
