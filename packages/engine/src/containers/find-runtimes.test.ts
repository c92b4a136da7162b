import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findRuntimes } from './find-runtimes.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'rulelib-runtimes-')));
});

afterEach(() => rmSync(root, { recursive: true }));

function put(file: string): string {
  mkdirSync(path.dirname(root + file), { recursive: true });
  writeFileSync(root + file, '');
  return root + file;
}

it('finds runtimes where they are installed, and those that are named', () => {
  const found = [put('/usr/sbin/runc'), put('/usr/libexec/crio/crun'), put('/opt/mine/my-runtime')];
  put('/usr/sbin/runc.old');
  expect(findRuntimes(root, ['/opt/mine/my-runtime', '/opt/mine/none'])).toEqual(found);
});

it('names a file once, whatever leads to it', () => {
  const runc = put('/usr/lib/runc/runc-1.1');
  mkdirSync(`${root}/usr/bin`);
  symlinkSync('../lib/runc/runc-1.1', `${root}/usr/bin/runc`);
  symlinkSync('usr/bin', `${root}/bin`);
  symlinkSync('nowhere', `${root}/usr/bin/crun`);
  expect(findRuntimes(root, [])).toEqual([runc]);
});
