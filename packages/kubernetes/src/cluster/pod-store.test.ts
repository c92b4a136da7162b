import { describe, expect, it } from 'vitest';
import type { PodRecord } from '../objects/pod-record.ts';
import { createPodStore, maximumRemovedPods, podKeptMs } from './pod-store.ts';

function pod(uid: string, name = 'web-0'): PodRecord {
  return { namespace: 'shop', name, uid, labels: { app: 'web' }, fingerprint: uid };
}

function createStore() {
  const state = { nowMs: 0, labels: { team: 'a' } as Record<string, string>, workload: 'guess' };
  const store = createPodStore({
    owners: { workloadOf: () => ({ kind: 'Deployment', name: state.workload }) },
    namespaceLabels: () => state.labels,
    now: () => state.nowMs,
  });
  return { state, store };
}

describe('the pods of a node', () => {
  it('keeps a removed pod for ten minutes, and no longer', () => {
    const { state, store } = createStore();
    store.put(pod('a'));
    store.remove(pod('a'));
    state.nowMs = podKeptMs;
    expect(store.find({ namespace: 'shop', name: 'web-0' })?.uid).toBe('a');
    state.nowMs = podKeptMs + 1;
    expect(store.find({ namespace: 'shop', name: 'web-0' })).toBeUndefined();
    expect(store.size).toBe(0);
  });

  it('tells a pod from the one before it that had its name', () => {
    const { store } = createStore();
    store.put(pod('old'));
    store.put(pod('new'));
    store.remove(pod('old'));
    expect(store.find({ namespace: 'shop', name: 'web-0' })?.uid).toBe('new');
    expect(store.find({ namespace: 'shop', name: 'web-0', uid: 'old' })?.uid).toBe('old');
    expect(store.find({ namespace: 'shop', name: 'web-0', uid: 'other' })).toBeUndefined();
  });

  it.each([
    [maximumRemovedPods, 'uid0'],
    [maximumRemovedPods + 1, undefined],
  ])('of %d removed pods the first is %s', (count, expected) => {
    const { store } = createStore();
    for (let index = 0; index < count; index++) {
      store.put(pod(`uid${index}`, `job-${index}`));
      store.remove(pod(`uid${index}`, `job-${index}`));
    }
    expect(store.find({ namespace: 'shop', name: 'job-0' })?.uid).toBe(expected);
    expect(store.size).toBe(maximumRemovedPods);
  });

  it('gives the same identity until its labels, those of its namespace or its workload change', () => {
    const { state, store } = createStore();
    const question = { namespace: 'shop', name: 'web-0', containerName: 'nginx' };
    store.put(pod('a'));
    const first = store.identify(question);
    expect(first).toEqual({
      ...{ namespace: 'shop', name: 'web-0', uid: 'a', labels: { app: 'web' }, containerName: 'nginx' },
      ...{ workload: { kind: 'Deployment', name: 'guess' }, namespaceLabels: { team: 'a' } },
    });
    expect(store.identify(question)).toBe(first);
    state.workload = 'web';
    const second = store.identify(question);
    expect(second?.workload?.name).toBe('web');
    state.labels = { team: 'b' };
    const third = store.identify(question);
    expect(third?.namespaceLabels).toEqual({ team: 'b' });
    store.put({ ...pod('a'), labels: { app: 'other' }, fingerprint: 'b' });
    expect(store.identify(question)?.labels).toEqual({ app: 'other' });
  });
});
