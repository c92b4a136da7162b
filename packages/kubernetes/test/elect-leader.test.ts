import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { electLeader, type LeaderOptions } from '../src/leader/elect-leader.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import { openGate } from './cluster/open-gate.ts';
import type { TestCluster } from './cluster/test-cluster.ts';
import { openClient } from './open-client.ts';

const waiting = { timeout: 60_000, interval: 20 };
const leaseMs = 5_000;
const candidate = fileURLToPath(new URL('./candidate.ts', import.meta.url));

interface Candidate extends Partial<LeaderOptions> {
  readonly identity: string;
  readonly url?: string;
}

async function stand(cluster: TestCluster, name: string, { url, ...options }: Candidate) {
  const client = await openClient(cluster, url);
  const election = electLeader({
    ...{ client, namespace: 'default', name, leaseMs, random: Math.random, changed: () => undefined },
    ...{ now: () => performance.now(), wallMs: Date.now },
    ...options,
  });
  onTestFinished(() => election.stop());
  return election;
}

await describeCluster('the election of a leader', (cluster) => {
  const holderOf = (name: string) =>
    cluster().kubectl('get', 'lease', '-n', 'default', name, '-o', 'jsonpath={.spec.holderIdentity}');

  it('chooses one, and the other at once when the first gives its lease back', async () => {
    const first = await stand(cluster(), 'back', { identity: 'a' });
    await vi.waitUntil(() => first.isLeader(), waiting);
    const second = await stand(cluster(), 'back', { identity: 'b' });
    expect(await holderOf('back')).toBe('a');
    expect(second.isLeader()).toBe(false);
    await first.stop();
    expect(first.isLeader()).toBe(false);
    await vi.waitUntil(() => second.isLeader(), waiting);
    expect(await cluster().kubectl('get', 'lease', '-n', 'default', 'back')).toMatch(/^NAME +HOLDER +AGE\nback +b /);
  }, 120_000);

  it('replaces a leader that was killed, after its lease has ended', async () => {
    const args = ['--conditions=@rulelibrary/source', candidate, cluster().kubeconfig, 'killed'];
    const process = spawn(execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void process.kill('SIGKILL'));
    const [said] = (await once(process.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('leads\n');
    const second = await stand(cluster(), 'killed', { identity: 'second' });
    const killedMs = performance.now();
    process.kill('SIGKILL');
    await vi.waitUntil(() => second.isLeader(), waiting);
    // It was renewed shortly before its end.
    expect(performance.now() - killedMs).toBeGreaterThan(leaseMs / 2);
    expect(await holderOf('killed')).toBe('second');
  }, 120_000);

  it('never has two: a leader that is cut off resigns before the other takes its place', async () => {
    const gate = await openGate(cluster().url);
    onTestFinished(() => gate.close());
    const told: string[] = [];
    const changed = (name: string) => (isLeader: boolean) => told.push(`${name} ${isLeader ? 'leads' : 'resigns'}`);
    const first = await stand(cluster(), 'cut', { identity: 'a', url: gate.url, changed: changed('a') });
    await vi.waitUntil(() => first.isLeader(), waiting);
    const second = await stand(cluster(), 'cut', { identity: 'b', changed: changed('b') });
    gate.freeze();
    await vi.waitUntil(() => second.isLeader(), waiting);
    expect(told).toEqual(['a leads', 'a resigns', 'b leads']);
    gate.open();
    await new Promise((resolve) => setTimeout(resolve, 2 * leaseMs));
    expect([first.isLeader(), second.isLeader()]).toEqual([false, true]);
  }, 120_000);

  it('compares no clock with another', async () => {
    const hour = 3_600_000;
    const first = await stand(cluster(), 'clocks', { identity: 'a', wallMs: () => Date.now() - hour });
    await vi.waitUntil(() => first.isLeader(), waiting);
    const second = await stand(cluster(), 'clocks', { identity: 'b', wallMs: () => Date.now() + hour });
    await new Promise((resolve) => setTimeout(resolve, 2 * leaseMs));
    expect([first.isLeader(), second.isLeader()]).toEqual([true, false]);
  }, 120_000);

  it('has one leader of ten who start at once, also when the API server was away', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `c${index}`);
    const candidates = await Promise.all(names.map((identity) => stand(cluster(), 'ten', { identity })));
    const leaders = () => candidates.filter((candidate) => candidate.isLeader()).length;
    await vi.waitUntil(() => leaders() === 1, waiting);
    await cluster().stopApiServer();
    await vi.waitUntil(() => leaders() === 0, waiting);
    await cluster().startApiServer();
    await vi.waitUntil(() => leaders() === 1, waiting);
  }, 120_000);
});
