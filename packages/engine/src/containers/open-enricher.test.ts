import { rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Container } from '../contexts/container.ts';
import type { ContainerFacts } from './container-facts.ts';
import { containerdAt, type Daemon, dockerAt, openEnricher } from './open-enricher.ts';

const container: Container = { id: 'c1', pid: 1, mntns: 2, startedMs: 0, wasRunning: false };
// Any file that is there.
const socket = path.join(os.tmpdir(), `rulelib-enricher-${process.pid}`);

const daemon = (ask: Daemon['ask']): Daemon => ({ sockets: [socket, '/nowhere'], ask, mayKnow: () => true });

beforeAll(() => writeFileSync(socket, ''));
afterAll(() => rmSync(socket));

describe('openEnricher', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('passes on what each daemon says, after the call', async () => {
    const enricher = openEnricher([daemon(async () => ({ name: 'a' })), daemon(async () => ({ image: 'b' }))]);
    const learned: ContainerFacts[] = [];
    enricher.ask(container, (facts) => learned.push(facts));
    expect(learned).toEqual([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(learned).toEqual([{ name: 'a' }, { image: 'b' }]);
    expect(enricher.unanswered).toBe(0);
  });

  it('has at most four questions under way', async () => {
    let underWay = 0;
    let most = 0;
    const enricher = openEnricher([
      daemon(async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setTimeout(resolve, 10));
        underWay -= 1;
        return undefined;
      }),
    ]);
    for (let index = 0; index < 9; index++) enricher.ask(container, () => {});
    await vi.advanceTimersByTimeAsync(1000);
    expect([most, underWay]).toEqual([4, 0]);
  });

  it('keeps a bounded number of questions', async () => {
    const enricher = openEnricher([daemon(() => new Promise(() => {}))]);
    for (let index = 0; index < 4 + 4096; index++) enricher.ask(container, () => {});
    expect(enricher.unanswered).toBe(0);
    enricher.ask(container, () => {});
    expect(enricher.unanswered).toBe(1);
    enricher.close();
  });

  it('learns nothing once it is closed', async () => {
    const enricher = openEnricher([daemon(async () => ({ name: 'a' }))]);
    const learn = vi.fn();
    enricher.ask(container, learn);
    enricher.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(learn).not.toHaveBeenCalled();
  });
});

it('whoever does not answer is asked again, three times', async () => {
  let asked = 0;
  const enricher = openEnricher([
    daemon(async () => {
      asked += 1;
      throw new Error('not now');
    }),
  ]);
  enricher.ask(container, () => {});
  await vi.waitUntil(() => enricher.unanswered === 1, { timeout: 20_000 });
  expect(asked).toBe(4);
}, 30_000);

describe('daemons', () => {
  it.each([
    ['/run/containerd/io.containerd.runtime.v2.task/k8s.io/c1', [true, false]],
    ['/run/containerd/io.containerd.runtime.v2.task/moby/c1', [true, true]],
    ['/home/me/bundle', [false, false]],
    [undefined, [true, true]],
  ])('are asked of what may be theirs: %s', (bundle, expected) => {
    const of = bundle === undefined ? container : { ...container, bundle };
    expect([containerdAt([]), dockerAt([])].map(({ mayKnow }) => mayKnow(of))).toEqual(expected);
  });
});
