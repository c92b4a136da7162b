import type { RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import type { Alert } from './alert.ts';
import type { ContextInfo } from './contexts/context-info.ts';
import { createEngine } from './engine.ts';
import type { EngineOptions } from './engine-options.ts';
import { eventOf, type RuleChanges, ruleOf } from './fixtures.test.support.ts';

function alertOf(event: Partial<RuntimeEvent>, rule: RuleChanges = {}, options: Partial<EngineOptions> = {}): Alert {
  const [alert] = createEngine({ rules: [ruleOf(rule)], ...options }).process(eventOf(event));
  if (alert === undefined) throw new Error('Expected an alert, got none');
  return alert;
}

const full: Partial<RuntimeEvent> = {
  containerId: 'c0ffee',
  containerName: 'web',
  namespace: 'shop',
  podName: 'web-1',
  image: 'nginx:1',
  imageDigest: 'sha256:1',
  hostName: 'node-1',
  pcomm: 'sh',
  exepath: '/bin/cat',
  args: ['cat', '/etc/shadow'],
  cwd: '/',
  gid: 0,
  startTime: '2026-11-21T16:53:59.000000000Z',
  containerPid: 7,
  upperlayer: false,
  ancestry: [
    { pid: 9, comm: 'sh', exepath: '/bin/sh' },
    { pid: 1, comm: 'systemd', exepath: '' },
  ],
};

describe('an alert', () => {
  it('has its keys in the documented order', () => {
    const options: Partial<EngineOptions> = {
      nodeName: 'node-a',
      clusterName: 'prod',
      agentVersion: '1.0.0',
      cooldownMs: 1,
      profiles: { profileOf: () => ({ status: 'completed', completion: 'partial', name: 'web' }) },
    };
    const engine = createEngine({ rules: [ruleOf()], ...options });
    const [, , alert] = [0, 0, 1].map((time) => engine.process(eventOf(full, time))[0]);
    expect(JSON.stringify(alert)).toBe(
      JSON.stringify({
        timestamp: '2026-11-21T16:54:00.001Z',
        ruleId: 'R0001',
        ruleName: 'Test rule',
        severity: { level: 5, text: 'Medium' },
        message: 'seen cat',
        uniqueId: 'cat',
        sourceContext: 'kubernetes',
        mitre: { tactic: 'TA0002', technique: 'T1059' },
        tags: ['context:host', 'context:container'],
        process: {
          pid: 1234,
          ppid: 1,
          comm: 'cat',
          exepath: '/bin/cat',
          args: ['cat', '/etc/shadow'],
          cwd: '/',
          uid: 0,
          gid: 0,
          startTime: '2026-11-21T16:53:59.000000000Z',
          containerPid: 7,
        },
        ancestry: [
          { pid: 9, comm: 'sh', exepath: '/bin/sh' },
          { pid: 1, comm: 'systemd' },
        ],
        container: { id: 'c0ffee', name: 'web', image: 'nginx:1', imageDigest: 'sha256:1' },
        kubernetes: { cluster: 'prod', namespace: 'shop', pod: 'web-1', node: 'node-a' },
        host: { nodeName: 'node-1' },
        profile: { status: 'completed', completion: 'partial', name: 'web' },
        event: {
          eventType: 'exec',
          mntns: 4026531841,
          containerId: 'c0ffee',
          containerName: 'web',
          namespace: 'shop',
          podName: 'web-1',
          comm: 'cat',
          pcomm: 'sh',
          pid: 1234,
          ppid: 1,
          uid: 0,
          exepath: '/bin/cat',
          args: ['cat', '/etc/shadow'],
          cwd: '/',
          upperlayer: false,
          gid: 0,
          startTime: '2026-11-21T16:53:59.000000000Z',
          containerPid: 7,
          image: 'nginx:1',
          imageDigest: 'sha256:1',
          hostName: 'node-1',
          ancestry: full.ancestry,
        },
        suppressedSince: 1,
        agentVersion: '1.0.0',
      }),
    );
  });

  it('tells what is known of the container and its pod, though the event does not', () => {
    const info: ContextInfo = {
      context: 'kubernetes',
      workloadId: 'shop/web-1',
      ownContexts: [],
      container: {
        id: 'c0ffee',
        mntns: 1,
        pid: 1,
        name: 'k8s_web',
        image: 'nginx:1',
        imageDigest: 'sha256:1',
        startedMs: 0,
        wasRunning: false,
      },
      pod: {
        namespace: 'shop',
        name: 'web-1',
        uid: 'u1',
        labels: { app: 'web' },
        containerName: 'web',
        workload: { uid: 'u2', namespace: 'shop', name: 'web', kind: 'Deployment' },
        hostNetwork: false,
      },
    };
    const engine = createEngine({ rules: [ruleOf()], nodeName: 'node-a', clusterName: 'prod' });
    const [alert] = engine.evaluate(eventOf(), info, 0);
    expect(JSON.stringify([alert?.container, alert?.kubernetes, alert?.host])).toBe(
      JSON.stringify([
        { id: 'c0ffee', name: 'web', image: 'nginx:1', imageDigest: 'sha256:1' },
        {
          cluster: 'prod',
          namespace: 'shop',
          pod: 'web-1',
          workload: { kind: 'Deployment', name: 'web', namespace: 'shop', uid: 'u2' },
          node: 'node-a',
          podUid: 'u1',
          podLabels: { app: 'web' },
          hostNetwork: false,
        },
        { nodeName: 'node-a' },
      ]),
    );
  });

  it('passes once in each container, though only the context tells which', () => {
    const engine = createEngine({ rules: [ruleOf()] });
    const container = { mntns: 1, pid: 1, startedMs: 0, wasRunning: true };
    const fired = ['a', 'b', 'a'].map((id) => {
      const info: ContextInfo = {
        context: 'standalone',
        workloadId: id,
        ownContexts: [],
        container: { ...container, id },
      };
      return engine.evaluate(eventOf(), info, 0).length;
    });
    expect(fired).toEqual([1, 1, 0]);
  });

  it('of the host has its name by the context, where nothing else tells', () => {
    const info: ContextInfo = { context: 'host', workloadId: 'node-7', ownContexts: [] };
    expect(createEngine({ rules: [ruleOf()] }).evaluate(eventOf(), info, 0)[0]?.host).toEqual({ nodeName: 'node-7' });
  });

  it('leaves out what is absent', () => {
    expect(Object.keys(alertOf({}, { uniqueId: "''" }))).toEqual([
      'timestamp',
      'ruleId',
      'ruleName',
      'severity',
      'message',
      'sourceContext',
      'mitre',
      'tags',
      'process',
      'event',
    ]);
  });

  it('of the host: the name of the event’s host, else the one that was given', () => {
    expect(alertOf({ hostName: 'a' }, {}, { nodeName: 'b' }).host).toEqual({ nodeName: 'a' });
    expect(alertOf({}, {}, { nodeName: 'b' }).host).toEqual({ nodeName: 'b' });
  });

  it('of a standalone container: id and image, nothing of Kubernetes', () => {
    const alert = alertOf({ containerId: 'c', image: 'i' }, {}, { clusterName: 'prod' });
    expect([alert.sourceContext, alert.container, alert.kubernetes]).toEqual([
      'standalone',
      { id: 'c', image: 'i' },
      undefined,
    ]);
  });

  it('of the API server: the pod that the request is about, and no process', () => {
    const event: RuntimeEvent = {
      timestamp: '2026-11-21T16:54:00Z',
      eventType: 'k8s-admission',
      mntns: 0,
      Kind: 'PodExecOptions',
      Namespace: 'shop',
      Name: 'web-1',
      Resource: 'pods',
    };
    const rules = [ruleOf({ on: { 'k8s-admission': "event.Kind == 'PodExecOptions'" }, tags: ['context:kubernetes'] })];
    const [alert] = createEngine({ rules }).process(event);
    expect(alert?.kubernetes).toEqual({ namespace: 'shop', pod: 'web-1' });
    expect(alert?.process).toBeUndefined();
  });

  it('shows of the event what its type has; what a source adds stands under process', () => {
    const alert = alertOf(
      { eventType: 'open', path: '/etc/shadow', exepath: '/bin/cat', args: ['cat'], cwd: '/', module: 'x' },
      { on: { open: 'true' } },
    );
    expect(alert.event).toEqual({
      eventType: 'open',
      mntns: 4026531841,
      comm: 'cat',
      pid: 1234,
      ppid: 1,
      uid: 0,
      path: '/etc/shadow',
    });
    expect(alert.process).toMatchObject({ exepath: '/bin/cat', args: ['cat'], cwd: '/' });
  });

  it('keeps nothing of the event, which may be a view that moves on', () => {
    const args = ['cat', 'a'];
    const ancestor = { pid: 9, comm: 'sh', exepath: '/bin/sh' };
    const alert = alertOf({ args, ancestry: [ancestor] }, {}, { masked: false });
    args[1] = 'b';
    ancestor.comm = 'x';
    expect(alert.process?.args).toEqual(['cat', 'a']);
    expect(alert.event).toMatchObject({ args: ['cat', 'a'], ancestry: [{ pid: 9, comm: 'sh', exepath: '/bin/sh' }] });
  });
});

describe('secrets', () => {
  const event = { args: ['run', '--password=hunter2'] };
  const rule = { message: "'ran ' + event.args.join(' ')", uniqueId: 'event.args[1]' };

  it('are nowhere in the alert, not in its message and uniqueId either', () => {
    const alert = alertOf(event, rule);
    expect(alert).toMatchObject({
      message: 'ran run --password=***',
      uniqueId: '--password=***',
      process: { args: ['run', '--password=***'] },
      event: { args: ['run', '--password=***'] },
    });
    expect(JSON.stringify(alert)).not.toContain('hunter2');
  });

  it('are shown where that was asked for', () => {
    expect(alertOf(event, rule, { masked: false })).toMatchObject({
      message: 'ran run --password=hunter2',
      uniqueId: '--password=hunter2',
      process: event,
      event,
    });
  });

  it('still tell incidents apart', () => {
    const engine = createEngine({ rules: [ruleOf(rule)] });
    const events = ['a', 'b', 'a'].map((secret) => eventOf({ args: ['run', `--password=${secret}`] }));
    expect(events.map((one) => engine.process(one).length)).toEqual([1, 1, 0]);
  });
});
