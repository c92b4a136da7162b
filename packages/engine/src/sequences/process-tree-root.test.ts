import type { RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { eventOf } from '../fixtures.test.support.ts';
import { processTreeRoot } from './process-tree-root.ts';

const shim = 'containerd-shim';

/** An event of the last of these processes, which are given from the host's first one on; pids count from 1. */
function eventBelow(names: readonly string[], changes: Partial<RuntimeEvent> = {}): RuntimeEvent {
  const processes = names.map((comm, index) => ({ pid: index + 1, comm, exepath: '' }));
  const own = processes.at(-1);
  return eventOf({
    ...(own && { pid: own.pid, comm: own.comm }),
    ancestry: processes.slice(0, -1).toReversed(),
    ...changes,
  });
}

const inContainer = { containerId: 'c' };

describe('the root of a process tree', () => {
  it.each<[string, readonly string[], Partial<RuntimeEvent>, number]>([
    ["a container's first process", ['systemd', shim, 'nginx'], inContainer, 3],
    ['the same for what it starts', ['systemd', shim, 'nginx', 'sh', 'curl'], inContainer, 3],
    ['the first of what kubectl exec starts', ['systemd', shim, 'bash', 'curl'], inContainer, 3],
    [
      'the first process of a container in a container',
      ['systemd', shim, 'systemd', 'containerd', shim, 'app'],
      inContainer,
      6,
    ],
    ['an sshd that is the first process', ['systemd', shim, 'sshd', 'sshd', 'bash'], inContainer, 3],
    ['what conmon starts', ['systemd', 'conmon', 'app', 'sh'], inContainer, 3],
    ['unmoved by a runtime’s name below it', ['systemd', shim, 'app', 'runc', 'sh'], inContainer, 3],
    ['unmoved by the name of a starter below it', ['systemd', 'sshd', 'bash', 'sshd', 'curl'], {}, 3],
    ["a login's shell", ['systemd', 'sshd', 'sshd', 'bash', 'curl'], {}, 4],
    ['a service', ['systemd', 'nginx', 'nginx'], {}, 2],
    ['a service below a host’s first process of any name', ['boot', 'nginx', 'nginx'], {}, 2],
    ['a cron job', ['systemd', 'cron', 'cron', 'sh', 'backup'], {}, 4],
    ['a pane of tmux', ['systemd', 'systemd', 'tmux: server', 'zsh', 'vim'], {}, 4],
    ['the process itself where all start sessions', ['systemd', 'sshd', 'sshd'], {}, 3],
    ['the process itself without ancestry', ['sh'], { pid: 7, ancestry: [] }, 7],
  ])('is %s', (_, names, changes, expected) => {
    expect(processTreeRoot(eventBelow(names, changes))).toBe(expected);
  });

  it('is none without a process', () => {
    const { pid, ...event } = eventOf();
    expect(processTreeRoot(event)).toBeUndefined();
  });
});
