import { expect, it } from 'vitest';
import { knownCapabilities, knownOpenFlags, knownSyscalls } from './known-names.ts';

it('names what events name', () => {
  expect(knownSyscalls()).toEqual(expect.arrayContaining(['openat', 'io_uring_setup', 'arch_prctl', 'socketcall']));
  expect(knownSyscalls().filter((name) => !/^[a-z_]\w*$/.test(name))).toEqual([]);
  expect(knownCapabilities()).toHaveLength(41);
  expect(knownOpenFlags()).toEqual(
    expect.arrayContaining([
      'O_RDONLY',
      'O_WRONLY',
      'O_RDWR',
      'O_SYNC',
      'O_TMPFILE',
      'O_CLOEXEC',
      'O_PATH',
      'O_DIRECTORY',
    ]),
  );
});
