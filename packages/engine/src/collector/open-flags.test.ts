import { constants } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFlagNames } from './open-flags.ts';

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_SYNC, O_DSYNC, O_DIRECTORY } = constants;
const tmpfile = 0o20000000 | O_DIRECTORY;

describe('openFlagNames', () => {
  it.each([
    [O_RDONLY, ['O_RDONLY']],
    [O_WRONLY | O_CREAT | O_TRUNC, ['O_WRONLY', 'O_CREAT', 'O_TRUNC']],
    [O_RDWR | O_DSYNC, ['O_RDWR', 'O_DSYNC']],
    [O_RDWR | O_SYNC, ['O_RDWR', 'O_SYNC']],
    [O_DIRECTORY, ['O_RDONLY', 'O_DIRECTORY']],
    [O_RDWR | tmpfile, ['O_RDWR', 'O_TMPFILE']],
    [3, ['O_ACCMODE']],
    [0o40000000, ['O_RDONLY']],
  ])('%o is %j', (value, names) => {
    expect(openFlagNames(value)).toEqual(names);
  });
});
