import { describe, expect, it } from 'vitest';
import { resolveLinkTarget, resolvePath } from './resolve-path.ts';

describe('resolvePath', () => {
  it.each([
    ['/', '/etc/shadow', '/etc/shadow'],
    ['/tmp/work', 'x', '/tmp/work/x'],
    ['/tmp/work', '../../etc//shadow', '/etc/shadow'],
    ['/', '../../etc', '/etc'],
    ['/srv/root', '/etc/shadow', '/srv/root/etc/shadow'],
    ['/tmp', 'folder/', '/tmp/folder'],
    ['/', '/', '/'],
    ['', '../name', '../name'],
  ])('%s and %s give %s', (base, name, path) => {
    expect(resolvePath(base, name)).toBe(path);
  });
});

describe('resolveLinkTarget', () => {
  it.each([
    ['/tmp/x', '/etc/shadow', '/etc/shadow'],
    ['/tmp/x', '../etc/shadow', '/etc/shadow'],
    ['/etc/x', 'shadow', '/etc/shadow'],
    ['/tmp/x', '/etc/./init.d/../shadow', '/etc/shadow'],
    ['link-of-a-bad-folder', '../etc/shadow', '../etc/shadow'],
  ])('%s to %s points to %s', (link, target, path) => {
    expect(resolveLinkTarget(link, target)).toBe(path);
  });
});
