import { describe, expect, it } from 'vitest';
import { createOpenIndex } from '../helpers/open-index.ts';
import { createOpenRecorder } from './record-opens.ts';

function recorderOf(paths: readonly string[]) {
  const recorder = createOpenRecorder(20_000);
  for (const path of paths) recorder.add(path, ['O_RDONLY']);
  return recorder;
}

const filesIn = (directory: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${directory}/file-${index}`);

describe('opened paths', () => {
  it.each([
    ['/var/lib/app', 50, 50],
    ['/var/lib/app', 51, 1],
    ['/etc', 100, 100],
    ['/etc', 101, 1],
    ['/etc/ssl', 50, 50],
    ['/etc/ssl', 51, 1],
    ['/srv/etc', 51, 1],
    ['', 50, 50],
    ['', 51, 1],
  ])('of %s, %i different ones, are %i entries', (directory, count, entries) => {
    const list = recorderOf(filesIn(directory, count)).list();
    expect(list).toHaveLength(entries);
    if (entries === 1) expect(list).toEqual([{ path: `${directory}/⋯`, flags: ['O_RDONLY'] }]);
    const index = createOpenIndex(list);
    expect([index.has(`${directory}/file-0`), index.has(`${directory}/other`)]).toEqual([true, entries === 1]);
  });

  it('keep flags of different opens apart', () => {
    const recorder = createOpenRecorder(100);
    recorder.add('/a', ['O_RDONLY', 'O_CLOEXEC']);
    recorder.add('/a', ['O_WRONLY', 'O_CREAT']);
    const index = createOpenIndex(recorder.list());
    const has = (...flags: string[]) => index.has('/a', flags);
    expect([has('O_CREAT', 'O_WRONLY'), has('O_RDONLY'), has('O_RDONLY', 'O_CREAT'), has()]).toEqual([
      ...[true, true, false, true],
    ]);
  });

  it.each(['/*', '/⋯', '/a/*/b', '/a/⋯', '/⋯⋯'])('named like a pattern, %s, are not taken for one', (path) => {
    const recorder = createOpenRecorder(100);
    expect([recorder.add(path, []), recorder.list()]).toEqual(['no-room', []]);
  });

  it.each(['/a*', '/a⋯b/c', '/**'])('that only contain one, %s, are paths like others', (path) => {
    expect(recorderOf([path]).list()).toEqual([{ path, flags: ['O_RDONLY'] }]);
  });

  it('that are not absolute are nothing', () => {
    expect(recorderOf(['', 'a/b', 'pipe:[1]']).list()).toEqual([]);
  });

  it('are restored as they were, patterns included', () => {
    const opens = [{ path: '/a/*' }, { path: '/b/⋯', flags: ['O_RDONLY'] }, { path: '/c', flags: ['O_A', 'O_B'] }];
    const recorder = createOpenRecorder(100);
    recorder.restore(opens);
    expect(recorder.list()).toEqual(opens);
    expect([recorder.add('/b/x', ['O_RDONLY']), recorder.add('/d', [])]).toEqual(['known', 'new']);
  });

  it('stay bounded, whatever is opened', () => {
    const recorder = createOpenRecorder(1_000);
    for (let index = 0; index < 40_000; index++) {
      recorder.add(`/${index % 41}/${index % 43}/${index % 47}/${index}/x`, ['O_RDONLY']);
    }
    expect(recorder.list().length).toBeLessThanOrEqual(1_000);
  });
});
