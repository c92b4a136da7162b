import { describe, expect, it } from 'vitest';
import { createExecIndex } from '../helpers/exec-index.ts';
import { createExecRecorder } from './record-execs.ts';

describe('executables', () => {
  it('are kept with each argument vector', () => {
    const recorder = createExecRecorder(100);
    const additions = [
      recorder.add('/bin/sh', ['sh', '-c', 'a']),
      recorder.add('/bin/sh', ['sh', '-c', 'b']),
      recorder.add('/bin/sh', ['sh', '-c', 'a']),
      recorder.add('/bin/sh', ['sh']),
    ];
    expect(additions).toEqual(['new', 'new', 'known', 'new']);
    const index = createExecIndex(recorder.list());
    const has = (...args: string[]) => index.has('/bin/sh', args);
    expect([has('sh', '-c', 'a'), has('sh', '-c', 'b'), has('sh'), has('sh', '-c'), has('sh', '-c', 'c')]).toEqual([
      ...[true, true, true, false, false],
    ]);
  });

  it.each([
    [50, false],
    [51, true],
  ])('run with %i different last arguments: any is known then, %s', (count, isAny) => {
    const recorder = createExecRecorder(1_000);
    for (let index = 0; index < count; index++) recorder.add('/bin/rm', ['rm', `/tmp/x${index}`, '-f']);
    const index = createExecIndex(recorder.list());
    const has = (...args: string[]) => index.has('/bin/rm', args);
    expect([has('rm', '/tmp/x0', '-f'), has('rm', '/tmp/new', '-f'), has('rm', '/tmp/new', '-r')]).toEqual([
      ...[true, isAny, false],
    ]);
  });

  it('of one directory never become any of it', () => {
    const recorder = createExecRecorder(1_000);
    for (let index = 0; index < 300; index++) recorder.add(`/usr/bin/tool-${index}`, ['tool']);
    expect(recorder.list()).toHaveLength(300);
  });

  it.each([
    ['/bin/⋯', ['x']],
    ['/*/x', ['x']],
    ['/bin/x', ['x', '⋯']],
    ['/bin/x', ['x', '⋯⋯']],
    ['/bin/x', ['⋯⋯']],
    ['/bin/x', ['x', '*']],
    ['', ['x']],
  ])('named like a pattern, %s %j, are not taken for one', (path, args) => {
    const recorder = createExecRecorder(100);
    expect([recorder.add(path, args), recorder.list()]).toEqual(['no-room', []]);
  });

  it('without arguments are known with any', () => {
    const recorder = createExecRecorder(100);
    recorder.add('/bin/a', undefined);
    expect(recorder.list()).toEqual([{ path: '/bin/a' }]);
  });

  it.each([
    [64, 64],
    [65, 64],
  ])('with %i arguments are kept by the first %i', (count, kept) => {
    const recorder = createExecRecorder(1_000);
    const args = Array.from({ length: count }, (_, index) => `${index}`);
    recorder.add('/bin/a', args);
    const [exec] = recorder.list();
    expect(exec?.args?.filter((arg) => arg !== '⋯⋯')).toHaveLength(kept);
    expect(createExecIndex(recorder.list()).has('/bin/a', args)).toBe(true);
  });

  it('are restored as they were', () => {
    const execs = [{ path: '/a' }, { path: '/a', args: ['a', '⋯⋯'] }, { path: '/opt/⋯/b', args: ['b', '⋯', ''] }];
    const recorder = createExecRecorder(100);
    recorder.restore(execs);
    expect(recorder.list()).toEqual(execs);
  });

  it('stay bounded, whatever is run', () => {
    const recorder = createExecRecorder(500);
    for (let index = 0; index < 20_000; index++) recorder.add(`/tmp/${index}`, ['a', `${index}`]);
    for (let index = 0; index < 20_000; index++) recorder.add('/tmp/0', [`${index}`, `${index}`, `${index}`]);
    expect(recorder.list().length).toBeLessThanOrEqual(500);
    expect(createExecRecorder(500).add('/bin/sh', ['x'.repeat(2 ** 21)])).toBe('no-room');
  });
});
