import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openCluster } from '../src/cluster/open-cluster.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import { installDefinitions } from './cluster/install-definitions.ts';
import { bindingObject, podObject, ruleOf, rulesObject } from './objects.ts';
import { openClient } from './open-client.ts';

const waiting = { timeout: 60_000, interval: 20 };
const awayMs = 120_000;
const podCount = 100;

await describeCluster('an API server that is away for two minutes', (cluster) => {
  it('leaves the last view, whose age shows; all is current within 10 s of its return', async () => {
    await installDefinitions(cluster());
    await cluster().createNamespace('rules');
    await cluster().createNamespace('load');
    const client = await openClient(cluster());
    const pods = Array.from({ length: podCount }, (_, index) => `pod-${index}`);
    const items = [
      ...pods.map((name) => podObject('load', name, { node: 'node-1', labels: { round: '0' } })),
      ...[rulesObject('custom', ruleOf('R9001')), bindingObject('all')],
    ];
    await cluster().kubectlWith(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }), 'apply', '-f', '-');
    const opened = openCluster({
      client,
      nodeName: 'node-1',
      profiles: true,
      random: Math.random,
      now: () => performance.now(),
    });
    onTestFinished(() => opened.stop());
    opened.start({ changed: () => undefined, said: () => undefined });
    await opened.synced();
    await vi.waitUntil(() => opened.health().ok && [...opened.pods()].length === podCount, waiting);

    let round = 0;
    const relabelAll = async () => {
      round++;
      const change = { metadata: { labels: { round: `${round}` } } };
      const patch = { method: 'PATCH', body: change, contentType: 'application/merge-patch+json' } as const;
      await Promise.all(pods.map((name) => client.call({ ...patch, path: `/api/v1/namespaces/load/pods/${name}` })));
    };
    const roundsSeen = () => new Set([...opened.pods()].map(({ labels }) => Number(labels['round'])));

    // It goes in the middle of changes: some are written, of the others nobody knows.
    await relabelAll();
    const interrupted = relabelAll().catch(() => undefined);
    await cluster().stopApiServer();
    await interrupted;
    const stoppedMs = performance.now();
    await vi.waitUntil(() => opened.health().parts.every(({ state }) => state === 'waiting'), waiting);
    while (performance.now() - stoppedMs < awayMs) {
      expect([opened.rules().length, opened.bindings().length, [...opened.pods()].length]).toEqual([1, 1, podCount]);
      expect(opened.pod({ namespace: 'load', name: 'pod-7' })?.namespaceLabels).toBeDefined();
      if (performance.now() - stoppedMs > 65_000) expect(opened.health().ok).toBe(false);
      await sleep(500);
    }
    const { restarts } = opened.stats()['pods'] ?? { restarts: 0 };
    // Seldom enough that a thousand nodes do no harm: about every four seconds.
    expect(restarts).toBeGreaterThan(20);
    expect(restarts).toBeLessThan(60);

    await cluster().startApiServer();
    const backMs = performance.now();
    await relabelAll();
    await cluster().kubectlWith(
      JSON.stringify(rulesObject('custom', ruleOf('R9001'), ruleOf('R9002'))),
      'apply',
      '-f',
      '-',
    );
    await vi.waitUntil(() => opened.health().ok && opened.rules().length === 2, waiting);
    await vi.waitUntil(() => roundsSeen().size === 1 && roundsSeen().has(round), waiting);
    await vi.waitUntil(() => opened.health().parts.every(({ state }) => state !== 'waiting'), waiting);
    expect(performance.now() - backMs).toBeLessThan(10_000);
  }, 300_000);
});
