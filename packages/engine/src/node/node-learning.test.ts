import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CollectorStats } from '../collector/collector-stats.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import { containerOf } from '../contexts/contexts.test.support.ts';
import { eventOf, startMs } from '../fixtures.test.support.ts';
import { createNodeLearning, type NodeLearning, type NodeLearningParts } from './node-learning.ts';
import { createPartErrors } from './part-errors.ts';

const features = ['exec', 'open'].map((name) => ({ name, available: true, detail: '' }));
const outcome = { matchedSignature: false, triggered: [] };

let folder: string;
let messages: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rulelib-node-'));
  messages = [];
  vi.useFakeTimers({ now: startMs, toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function learningOf(changes: Partial<NodeLearningParts> = {}): NodeLearning {
  return createNodeLearning({
    options: { contexts: ['standalone'], maxLearningPeriodMs: 10_000, stateDirectory: folder },
    features,
    rules: [],
    given: undefined,
    isWatched: () => true,
    errors: createPartErrors((part, error) => messages.push(`${part}: ${(error as Error).message}`)),
    ...changes,
  });
}

const infoOf = (id: string, changes: object = {}): ContextInfo => ({
  context: 'standalone',
  workloadId: `web:${id}`,
  ownContexts: [],
  container: containerOf({ id, startedMs: startMs, wasRunning: false, ...changes }),
});
const web = infoOf('c1');

/** As many of each type as are told. */
function lossesOf(lost: Readonly<Record<string, number>>): CollectorStats {
  const types = ['exec', 'open', 'bpf'].map((type) => [type, { lost: { ring_full: lost[type] ?? 0, no_scratch: 0 } }]);
  return { types: Object.fromEntries(types) } as unknown as CollectorStats;
}

function passTo(learning: NodeLearning, atMs: number, lost = {}): void {
  vi.setSystemTime(startMs + atMs);
  learning.advance(lossesOf(lost));
}

const stateOf = (learning: NodeLearning, id = 'c1') => {
  const { status, completion } = learning.profileOf({ containerId: id }) ?? {};
  return `${status} ${completion}`;
};

it('completes a profile once what happened until then has come', () => {
  const learning = learningOf();
  learning.started(web);
  passTo(learning, 10_999);
  learning.observe(eventOf({ exepath: '/bin/late' }, 9_999), web, outcome);
  expect(stateOf(learning)).toBe('initializing complete');
  passTo(learning, 11_000);
  expect(learning.profileOf({ containerId: 'c1' })).toMatchObject({
    status: 'completed',
    coverage: {},
    name: expect.stringMatching(/^web-/),
  });
  learning.stop();
  const after = learningOf();
  after.started(infoOf('c2', { wasRunning: true }));
  expect(stateOf(after, 'c2')).toBe('completed complete');
});

it('saves what it has when it stops', () => {
  const saved: string[] = [];
  const options = {
    contexts: ['standalone'] as const,
    onSaved: ({ named }: { named: { profile: { status: string } } }) => void saved.push(named.profile.status),
  };
  const learning = learningOf({ options: { ...options, stateDirectory: folder } });
  learning.started(web);
  passTo(learning, 5_000);
  expect(readdirSync(folder)).toEqual([]);
  learning.stop();
  const files = readdirSync(folder).filter((name) => !name.startsWith('.'));
  expect([files.length, saved]).toEqual([1, ['initializing']]);
});

it('knows of losses by what the kernel has counted since', () => {
  const learning = learningOf();
  passTo(learning, 0, { open: 5 });
  learning.started(web);
  passTo(learning, 1_000, { open: 5, bpf: 3 });
  expect(stateOf(learning)).toBe('initializing complete');
  passTo(learning, 2_000, { open: 6, bpf: 3 });
  expect(stateOf(learning)).toBe('initializing partial');
});

it('learns nothing where nobody watches, and what is watched later from then on', () => {
  let isWatched = false;
  const learning = learningOf({ isWatched: () => isWatched });
  learning.started(web);
  expect(learning.learner.learning()).toEqual([]);
  isWatched = true;
  const contexts = [
    { info: web, namespaces: [] },
    { info: infoOf('c2'), namespaces: [], endedMs: startMs },
    { info: { context: 'host', workloadId: 'node', ownContexts: [] } as const, namespaces: [] },
  ];
  learning.update([], contexts);
  learning.update([], contexts);
  expect([learning.learner.learning(), stateOf(learning)]).toEqual([['c1'], 'initializing partial']);
  isWatched = false;
  learning.update([], contexts);
  expect(learning.learner.learning()).toEqual([]);
});

it('goes on in memory when the folder cannot be used', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  const learning = learningOf({
    options: { contexts: ['standalone'], maxLearningPeriodMs: 10_000, stateDirectory: file },
  });
  expect(messages).toEqual([expect.stringMatching(/^learner: .*EEXIST/)]);
  learning.started(web);
  passTo(learning, 11_000);
  learning.ended(web, { timeMs: startMs + 12_000 });
  learning.started(infoOf('c2'));
  expect(stateOf(learning, 'c2')).toBe('completed complete');
});
