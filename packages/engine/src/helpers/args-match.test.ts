import { describe, expect, it } from 'vitest';
import { matchesArguments } from './args-match.ts';

describe('recorded arguments', () => {
  it.each<[string[] | undefined, string[]]>([
    [undefined, ['ls', '-l']],
    [[], ['ls', '-l']],
    [
      ['ls', '-l'],
      ['ls', '-l'],
    ],
    [
      ['ls', '⋯'],
      ['ls', 'anything'],
    ],
    [['ls', '⋯⋯'], ['ls']],
    [
      ['ls', '⋯⋯'],
      ['ls', 'a', 'b'],
    ],
    [
      ['⋯⋯', '-l'],
      ['ls', '-a', '-l'],
    ],
    [
      ['sh', '⋯⋯', '-c', '⋯'],
      ['sh', '-e', '-c', 'x'],
    ],
    [
      ['ls', '*'],
      ['ls', '*'],
    ],
    [['⋯⋯'], []],
  ])('%j matches %j', (recorded, args) => {
    expect(matchesArguments(recorded, args)).toBe(true);
  });

  it.each<[string[], string[]]>([
    [['ls', '-l'], ['ls']],
    [['ls'], ['ls', '-l']],
    [
      ['ls', '-l'],
      ['-l', 'ls'],
    ],
    [['ls', '⋯'], ['ls']],
    [
      ['ls', '⋯'],
      ['ls', 'a', 'b'],
    ],
    [
      ['ls', '*'],
      ['ls', 'a'],
    ],
    [
      ['⋯⋯', '-l'],
      ['ls', '-l', '-a'],
    ],
    [
      ['ls', 'a⋯'],
      ['ls', 'ab'],
    ],
  ])('%j does not match %j', (recorded, args) => {
    expect(matchesArguments(recorded, args)).toBe(false);
  });
});
