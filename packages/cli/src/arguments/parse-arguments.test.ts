import { describe, expect, it } from 'vitest';
import type { CommandSpec } from './command-spec.ts';
import { parseArguments } from './parse-arguments.ts';
import { UsageError } from './usage-error.ts';

const options = {
  format: { kind: 'value', placeholder: 'FORMAT', help: '' },
  rules: { kind: 'values', placeholder: 'PATH', help: '' },
  unmasked: { kind: 'flag', help: '' },
} as const;
const command = { name: 'try', summary: '', options, notes: [], example: '' } satisfies CommandSpec;
const reading = { ...command, positional: 'recording' };

describe('arguments', () => {
  it('that are not there leave flags off, lists empty and values undefined', () => {
    expect(parseArguments(command, [])).toEqual({
      options: { rules: [], unmasked: false },
      positional: undefined,
      positionals: [],
    });
  });

  it('come with = and with a space', () => {
    const expected = { format: 'json', rules: ['a', 'b'], unmasked: true };
    expect(parseArguments(command, ['--format=json', '--rules=a', '--rules', 'b', '--unmasked']).options).toEqual(
      expected,
    );
    expect(parseArguments(command, ['--unmasked', '--rules', 'a', '--rules', 'b', '--format', 'json']).options).toEqual(
      expected,
    );
  });

  it('after a list join it, as the shell leaves a pattern', () => {
    const { options } = parseArguments(command, ['--rules', 'a', 'b', 'c', '--format', 'json']);
    expect(options.rules).toEqual(['a', 'b', 'c']);
  });

  it('after a list are the positional one where the command has one', () => {
    expect(parseArguments(reading, ['--rules', 'a', 'f.jsonl'])).toMatchObject({
      options: { rules: ['a'] },
      positional: 'f.jsonl',
    });
  });

  it('"-" is a value and a positional argument', () => {
    expect(parseArguments(reading, ['--format', '-', '-'])).toMatchObject({
      options: { format: '-' },
      positional: '-',
    });
  });

  it('after -- are no options', () => {
    expect(parseArguments(reading, ['--', '--format']).positional).toBe('--format');
  });

  it('may begin with a hyphen after =', () => {
    expect(parseArguments(command, ['--format=-x']).options.format).toBe('-x');
  });

  it.each([
    [['--formt', 'json'], 'Unknown option "--formt": did you mean "--format"?'],
    [['--zzzzzzzz'], 'Unknown option "--zzzzzzzz"'],
    [['--toString'], 'Unknown option "--toString"'],
    [['-x'], 'Unknown option "-x"'],
    [['--format'], 'Expected FORMAT after --format, got nothing'],
    [['--format='], 'Expected FORMAT after --format, got ""'],
    [['--format', '--unmasked'], 'Expected FORMAT after --format, got "--unmasked"'],
    [['--format', '-x'], 'Expected FORMAT after --format, got "-x"'],
    [['--unmasked=yes'], 'Unexpected value "yes": --unmasked takes none'],
    [['--unmasked', 'yes'], 'Unexpected argument "yes"'],
    [['--rules', 'a', '--format', 'json', 'b'], 'Unexpected argument "b"'],
    [['a'], 'Unexpected argument "a"'],
  ])('%j are refused', (args, message) => {
    expect(() => parseArguments(command, args)).toThrow(new UsageError(message));
  });

  it('beyond the one positional argument are refused', () => {
    expect(() => parseArguments(reading, ['a', 'b'])).toThrow(
      new UsageError('Unexpected argument "b": try reads one recording; give --rules again for each path'),
    );
  });

  it('of a command that takes several are all there, up to its maximum', () => {
    const explaining = { ...command, positional: 'rule', maximumPositionals: 2 };
    expect(parseArguments(explaining, ['a', '--rules', 'x', 'b'])).toMatchObject({
      options: { rules: ['x'] },
      positional: 'a',
      positionals: ['a', 'b'],
    });
    expect(() => parseArguments(explaining, ['a', 'b', 'c'])).toThrow(new UsageError('Unexpected argument "c"'));
  });
});
