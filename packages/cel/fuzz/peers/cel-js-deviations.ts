import { anyOf } from './any-of.ts';
import type { Deviation } from './deviations.ts';

/** Each one was looked up in cel-spec's language definition, its conformance tests, or cel-go where these are silent. */
export const celJsDeviations: readonly Deviation[] = [
  {
    reason: 'maps are objects: keys are texts, in the order of objects',
    explains: ({ features }) => [...features].some((feature) => /: map\((?!string)/.test(feature)),
  },
  { reason: 'a key may stand twice in a map', explains: ({ ours }) => ours.endsWith('Duplicate key of map') },
  {
    reason: 'a map has no key such as __proto__ and constructor',
    explains: ({ features, ours }) => /__proto__|constructor/.test(ours) || features.has('{…}'),
  },
  { reason: 'a list or map that holds NaN equals itself', explains: anyOf('==', '!=') },
  { reason: 'patterns are those of JavaScript', explains: anyOf('matches') },
  { reason: 'has() of what is no map and no message is false instead of an error', explains: anyOf('has') },
  {
    reason: 'a value of an empty list or map is undefined, which is no bool, instead of an error that is absorbed',
    explains: ({ theirs }) => /'undefined'|List index must be int, got '[A-Z]'/.test(theirs),
  },
  {
    reason: 'macros take a uint for an empty list, and bytes for a list',
    explains: ({ ours }) => /Expected list or map, got "(uint|bytes)"$/.test(ours),
  },
  {
    reason: 'times are those of Date: milliseconds, February 29 in any year, any time zone; durations have no bounds',
    explains: anyOf('timestamp', 'duration', ': google.protobuf.Timestamp', ': google.protobuf.Duration'),
  },
  {
    reason: 'reads and writes numbers, bools and bytes as JavaScript does: "F" is none, "0x1" is a double, -0.0 is 0',
    explains: anyOf('bool', 'double', 'string', 'int', 'uint'),
  },
  {
    reason: 'texts are counted in UTF-16 code units',
    explains: anyOf('substring', 'charAt', 'indexOf', 'lastIndexOf', 'size', 'split'),
  },
  { reason: '-x of the smallest int does not overflow', explains: anyOf('-_') },
  { reason: 'lowerAscii and upperAscii change letters beyond ASCII', explains: anyOf('lowerAscii', 'upperAscii') },
];
