import type { Pod, PodContainer, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { eventOf, ruleOf } from '../fixtures.test.support.ts';
import { createKubernetesSource } from './create-kubernetes-source.ts';

const app: PodContainer = { name: 'app', mountPaths: ['/data'], commands: ['/usr/bin/app'] };
const place = { file: 'pods.yaml', line: 1, column: 1 };

function pod(changes: Partial<Pod> = {}): Pod {
  return { namespace: 'default', name: 'web', containers: [app], place, ...changes };
}

function source(...pods: readonly Pod[]) {
  return createKubernetesSource({ pods, apiServerAddresses: [] });
}

function declared(container: Partial<PodContainer>) {
  const { declaredExecutables } = source(pod({ containers: [{ ...app, ...container }] }));
  return declaredExecutables?.('c1', { namespace: 'default', podName: 'web', containerName: 'app' });
}

describe('a cluster from files', () => {
  it('knows the mount paths and containers of its pods', () => {
    const cluster = source(pod());
    expect(cluster.mountPaths('default', 'web', 'app')).toEqual(['/data']);
    expect(cluster.hasContainer('default', 'web', 'app')).toBe(true);
    const others: [string, string, string][] = [
      ['other', 'web', 'app'],
      ['default', 'we', 'app'],
      ['default', 'web', 'ap'],
      ['', '', 'app'],
    ];
    for (const names of others) {
      expect(cluster.mountPaths(...names)).toBeUndefined();
      expect(cluster.hasContainer(...names)).toBe(false);
    }
  });

  it('takes a pod without a namespace for any, after one with it', () => {
    const { namespace: _any, ...anywhere } = pod({ containers: [{ ...app, mountPaths: ['/any'] }] });
    const cluster = source(anywhere, pod());
    expect(cluster.mountPaths('default', 'web', 'app')).toEqual(['/data']);
    expect(cluster.mountPaths('other', 'web', 'app')).toEqual(['/any']);
  });

  it('compares addresses as addresses', () => {
    const cluster = createKubernetesSource({ pods: [], apiServerAddresses: ['10.96.0.1', 'fd00:0::1'] });
    expect(['10.96.0.1', '::ffff:10.96.0.1', 'fd00::1'].every(cluster.isApiServerAddress)).toBe(true);
    expect(['10.96.0.2', '', 'fd00::2'].some(cluster.isApiServerAddress)).toBe(false);
  });

  it.each<[string, Partial<PodContainer>, readonly string[]]>([
    ['a full path', { commands: ['/opt//app/./run'] }, ['/opt/app/run']],
    ['a path from the root', { commands: ['bin/run'] }, ['/bin/run']],
    [
      'a path from the working directory',
      { commands: ['../run', './x'], workingDirectory: '/srv/app' },
      ['/srv/run', '/srv/app/x'],
    ],
    ['a name, in each directory of PATH', { commands: ['run'], searchPath: '/a:/b/:relative:' }, ['/a/run', '/b/run']],
    [
      'a name, where PATH is not known',
      { commands: ['sh'] },
      ['/usr/local/sbin/sh', '/usr/local/bin/sh', '/usr/sbin/sh', '/usr/bin/sh', '/sbin/sh', '/bin/sh'],
    ],
    ['nothing', { commands: [] }, []],
  ])('declares %s', (_what, container, expected) => {
    expect(declared(container)).toEqual(expected);
  });

  it('declares nothing for a container that it does not know', () => {
    expect(source(pod()).declaredExecutables?.('c1', { containerId: 'c1' })).toEqual([]);
  });
});

describe('ap.was_executed with a cluster', () => {
  const inPod: Partial<RuntimeEvent> = {
    containerId: 'c1',
    containerName: 'app',
    namespace: 'default',
    podName: 'web',
    exepath: '/usr/bin/app',
  };
  const fires = (event: Partial<RuntimeEvent>, id = 'event.containerId', isCompleted = true) => {
    const engine = createEngine({
      rules: [ruleOf({ on: { exec: `ap.was_executed(${id}, event.exepath)` } })],
      kubernetes: source(pod()),
      profiles: { profileOf: () => ({ status: isCompleted ? 'completed' : 'ready' }) },
    });
    return engine.process(eventOf(event)).length === 1;
  };

  it("is true of what the pod's own spec runs", () => {
    expect(fires(inPod)).toBe(true);
    expect(fires({ ...inPod, exepath: '/usr/bin/other' })).toBe(false);
    expect(fires({ ...inPod, containerName: 'other' })).toBe(false);
  });

  it('is false of another container than that of the event, and without a completed profile', () => {
    expect(fires(inPod, "'c2'")).toBe(false);
    expect(fires(inPod, 'event.containerId', false)).toBe(false);
  });
});
