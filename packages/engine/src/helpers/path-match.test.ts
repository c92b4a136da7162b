import { describe, expect, it } from 'vitest';
import { createPathIndex } from './path-index.ts';

function isIn(recorded: string, path: string): boolean {
  return createPathIndex([recorded], (entry) => entry).some(path);
}

describe('recorded paths', () => {
  it.each([
    ['/etc/passwd', '/etc/passwd'],
    ['/etc/passwd', '/etc/passwd/'],
    ['/etc/', '/etc'],
    ['/', '/'],
    ['/etc/*', '/etc/a'],
    ['/etc/*', '/etc/a/b'],
    ['/etc/*/', '/etc/a/b'],
    ['/a/*/z', '/a/z'],
    ['/a/*/z', '/a/b/z'],
    ['/a/*/z', '/a/b/c/z'],
    ['/a/*/z', '/a/z/b/z'],
    ['/a/*/b/*', '/a/b/c'],
    ['/proc/⋯/environ', '/proc/12/environ'],
    ['/proc/⋯', '/proc/12/'],
    ['/⋯/⋯', '/a/b'],
    ['*', '/a/b'],
    ['*/environ', '/proc/1/environ'],
    ['nginx', 'nginx'],
    ['/a*b/c', '/a*b/c'],
    ['/a⋯b/c', '/a⋯b/c'],
    ['memfd:x', 'memfd:x'],
  ])('%s holds %s', (recorded, path) => {
    expect(isIn(recorded, path)).toBe(true);
  });

  it.each([
    ['/etc/passwd', '/etc/passwd-'],
    ['/etc/passwd', '/root/etc/passwd'],
    ['/etc/*', '/etc'],
    ['/etc/*', '/etc/'],
    ['/etc/*', '/etcx/a'],
    ['/a/*/z', '/a/b'],
    ['/a/*/z', '/a/z/b'],
    ['/proc/⋯/environ', '/proc/environ'],
    ['/proc/⋯/environ', '/proc/1/task/environ'],
    ['/proc/⋯', '/proc'],
    ['/proc/⋯', '/proc/'],
    ['/proc/⋯', '/proc/1/2'],
    ['⋯/etc', '/etc'],
    ['/⋯', 'nginx'],
    ['/*', 'nginx'],
    ['*', '/'],
    ['/a*b/c', '/axb/c'],
    ['/a⋯b/c', '/axb/c'],
    ['/etc/p*', '/etc/passwd'],
  ])('%s does not hold %s', (recorded, path) => {
    expect(isIn(recorded, path)).toBe(false);
  });

  it('stays fast on a pattern of many stars and a path made to hit all of them', () => {
    const pattern = `${'/*/a'.repeat(30)}/b`;
    const began = performance.now();
    expect(isIn(pattern, '/a'.repeat(2000))).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('finds one of several entries of the same path, and asks each', () => {
    const index = createPathIndex(
      [
        { path: '/x', flag: 1 },
        { path: '/x', flag: 2 },
        { path: '/⋯', flag: 3 },
      ],
      (entry) => entry.path,
    );
    expect([1, 2, 3, 4].map((flag) => index.some('/x', (entry) => entry.flag === flag))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
