import { describe, expect, it } from 'vitest';
import { isContainerId, parseRuntimeCommand } from './runtime-command.ts';

const parse = (line: string, exepath = '/usr/sbin/runc') => parseRuntimeCommand(exepath, line.split(' '));

describe('parseRuntimeCommand', () => {
  it('understands runc called by hand, by containerd, and by podman through crun', () => {
    expect(parse('runc run c1')).toEqual({ runtime: 'runc', id: 'c1' });
    expect(
      parse(
        'runc --root /run/containerd/runc/k8s.io --log /b/log.json --log-format json --systemd-cgroup create --bundle /b --pid-file /b/init.pid c1',
      ),
    ).toEqual({ runtime: 'runc', id: 'c1', bundle: '/b', root: '/run/containerd/runc/k8s.io', pidFile: '/b/init.pid' });
    expect(
      parse('/usr/bin/crun --systemd-cgroup --root=/run/crun create --bundle /b --pid-file /p c1', '/usr/bin/crun'),
    ).toEqual({ runtime: 'crun', id: 'c1', bundle: '/b', root: '/run/crun', pidFile: '/p' });
  });

  it.each([
    ['runc run -b /b c1', '/b'],
    ['runc run -b=/b c1', '/b'],
    ['runc run -bundle /b -d c1', '/b'],
    ['runc run --bundle=/a=b --detach c1', '/a=b'],
    ['runc run --unknown x --bundle /b c1', '/b'],
    ['runc restore --image-path /i --bundle /b c1', '/b'],
    ['runc run --detach c1', undefined],
  ])('finds the bundle: %s', (line, bundle) => {
    expect(parse(line)).toMatchObject({ id: 'c1', ...(bundle === undefined ? {} : { bundle }) });
    expect(parse(line)?.bundle).toBe(bundle);
  });

  it('knows a copy in memory by its arguments', () => {
    expect(parse('runc run c1', 'memfd:runc_cloned:/proc/self/exe')?.id).toBe('c1');
    expect(parse('youki create c1', '/opt/bin/youki')?.runtime).toBe('youki');
  });

  it.each([
    'runc init',
    'runc exec c1 sh',
    'runc start c1',
    'runc delete c1',
    'runc run',
    'runc create --bundle /b',
    'runc --root run',
    'runc run ../c1',
    'runc run ..',
    'runc',
  ])('starts nothing: %s', (line) => {
    expect(parse(line)).toBeUndefined();
  });

  it('is no other program', () => {
    expect(parse('sh -c runc run c1', '/bin/sh')).toBeUndefined();
    expect(parse('runcX run c1', '/usr/bin/runcX')).toBeUndefined();
    expect(parseRuntimeCommand('/usr/sbin/runc', [])).toBeUndefined();
  });
});

describe('isContainerId', () => {
  it('is what runtimes take', () => {
    expect(['a', 'a.b_c+d-e', 'x'.repeat(255), '...'].map(isContainerId)).toEqual([true, true, true, true]);
    expect(['', '.', '..', 'a/b', 'a b', 'a\n', 'x'.repeat(256)].map(isContainerId)).toEqual(Array(7).fill(false));
  });
});
