import { describe, expect, it } from 'vitest';
import { eventOf } from '../fixtures.test.support.ts';
import { createHostServices } from './host-services.ts';

describe('the service of a process', () => {
  it.each([
    ['0::/system.slice/nginx.service\n', 'nginx.service'],
    ['0::/system.slice/nginx.service/worker\n', 'nginx.service'],
    ['0::/system.slice/system-getty.slice/getty@tty1.service\n', 'getty@tty1.service'],
    ['12:pids:/system.slice/nginx.service\n1:name=systemd:/system.slice/nginx.service\n0::/\n', 'nginx.service'],
    ['0::/system.slice/docker.scope\n', undefined],
    ['0::/user.slice/user-1000.slice/session-3.scope\n', undefined],
    ['0::/user.slice/user-1000.slice/user@1000.service/app.slice/nginx.service\n', undefined],
    ['0::/machine.slice/system.slice/nginx.service\n', undefined],
    ['0::/init.scope\n', undefined],
    ['', undefined],
  ])('by %j is %s', (cgroup, expected) => {
    expect(createHostServices(() => cgroup)(eventOf())).toBe(expected);
  });

  it.each([
    ['/system.slice/nginx.service', 'nginx.service'],
    ['/\n/system.slice/nginx.service', 'nginx.service'],
    ['/system.slice/a.service/1/2/3/4/5/6/7/8/9', 'a.service'],
    // Twelve names: there may be more in front of them.
    ['/system.slice/a.service/1/2/3/4/5/6/7/8/9/10', 'of-proc.service'],
    ['/user.slice/user-1000.slice', undefined],
    ['', 'of-proc.service'],
  ])('by the cgroups of the event itself, %j, is %s', (cgroups, expected) => {
    const serviceOf = createHostServices(() => '0::/system.slice/of-proc.service\n');
    expect(serviceOf(eventOf({ eventType: 'exec', cgroups }))).toBe(expected);
  });

  it('is looked for once, and again when it executes something or its pid is another’s', () => {
    const asked: number[] = [];
    const cgroups = ['a.service', 'b.service', 'c.service'];
    const serviceOf = createHostServices((pid) => `0::/system.slice/${cgroups[asked.push(pid) - 1]}\n`);
    const seen = (['fork', 'open', 'exec', 'open', 'exit', 'fork'] as const).map((eventType) =>
      serviceOf(eventOf({ eventType, pid: 9 })),
    );
    expect(seen).toEqual(['a.service', 'a.service', 'b.service', 'b.service', 'b.service', 'c.service']);
    expect(asked).toEqual([9, 9, 9]);
  });

  it('is the parent’s, of a process that is gone', () => {
    const serviceOf = createHostServices((pid) => (pid === 1 ? '0::/system.slice/a.service\n' : undefined));
    expect(serviceOf(eventOf({ pid: 5, ppid: 1 }))).toBeUndefined();
    serviceOf(eventOf({ pid: 1, ppid: 0 }));
    expect(serviceOf(eventOf({ pid: 6, ppid: 1 }))).toBe('a.service');
  });
});
