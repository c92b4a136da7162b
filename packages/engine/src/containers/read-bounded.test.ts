import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBounded } from './read-bounded.ts';

let folder: string;
const file = (name: string) => path.join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'rulelib-read-'));
  writeFileSync(file('ten'), '0123456789');
  mkdirSync(file('folder'));
  execFileSync('mkfifo', [file('pipe')]);
  symlinkSync('ten', file('link'));
  symlinkSync('/dev/zero', file('endless'));
  symlinkSync('loop', file('loop'));
});

afterAll(() => rmSync(folder, { recursive: true }));

it('reads what is no longer than it may be', () => {
  expect(readBounded(file('ten'), 10)).toBe('0123456789');
  expect(readBounded(file('ten'), 9)).toBeUndefined();
  expect(readBounded(file('link'), 10)).toBe('0123456789');
});

it('reads files that say a size of 0', () => {
  expect(readBounded('/proc/self/status', 65_536)).toContain(`Pid:\t${process.pid}`);
  expect(readBounded('/proc/self/status', 16)).toBeUndefined();
});

it.each(['missing', 'folder', 'pipe', 'endless', 'loop', 'ten/under'])('gives nothing for: %s', (name) => {
  expect(readBounded(file(name), 2 ** 20)).toBeUndefined();
});
