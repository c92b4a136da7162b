import { anyOf } from './any-of.ts';
import type { Deviation } from './deviations.ts';

/** Each one was looked up in cel-spec's language definition, its conformance tests, or cel-go where these are silent. */
export const bufbuildDeviations: readonly Deviation[] = [
  { reason: 'has no matches(text, pattern), only the method', explains: anyOf('matches') },
  { reason: 'has no reverse', explains: anyOf('reverse') },
  { reason: 'format takes %f for doubles only', explains: anyOf('format') },
  { reason: 'has() of what is no map and no message is false instead of an error', explains: anyOf('has') },
  {
    reason: 'reads numbers and bools in texts as JavaScript does: "" is 0, "F" is none',
    explains: anyOf('double', 'bool', 'int', 'uint'),
  },
  { reason: 'writes doubles and durations as JavaScript does: 0 for -0.0, 1.500s', explains: anyOf('string') },
  {
    reason: 'timestamp(int) takes milliseconds, and timestamps roll over: February 29, 2023',
    explains: anyOf('timestamp'),
  },
  {
    reason: 'reads the calendar with Date: years below 100 are of the 20th century, nanoseconds are rounded',
    explains: ({ features }) => [...features].some((feature) => /^get[A-Z]/.test(feature)),
  },
  { reason: 'reads "" as a duration of 0', explains: ({ ours }) => ours.endsWith('such as 1h30m, got ""') },
  {
    reason: 'charAt and substring count UTF-16 code units',
    explains: anyOf('charAt', 'substring', 'indexOf', 'lastIndexOf'),
  },
  { reason: 'texts are ordered by UTF-16 code units', explains: anyOf('<', '<=', '>', '>=') },
  { reason: 'a list takes a bool as an index', explains: ({ ours }) => ours.endsWith('of type int, got "bool"') },
  {
    reason: 'a key whose value is null is not in a map',
    explains: ({ features }) => features.has('in') && [...features].some((feature) => feature.startsWith(': map')),
  },
  { reason: 'replace does nothing in an empty text, or at a negative limit', explains: anyOf('replace') },
  { reason: 'quote escapes what strconv.Quote of Go does not', explains: anyOf('strings.quote') },
  { reason: 'split of "" with a limit is empty', explains: anyOf('split') },
  {
    reason: 'a quotient of uint above the largest int overflows',
    explains: ({ theirs }) => /overflow during (divide|modulus)/.test(theirs),
  },
  { reason: 'a uint may stand twice in a map', explains: ({ ours }) => ours.endsWith('Duplicate key of map') },
  {
    reason: 'a key that no map can have is an error of in, not false',
    explains: ({ features, ours }) => features.has('in') && ours === 'false',
  },
];
