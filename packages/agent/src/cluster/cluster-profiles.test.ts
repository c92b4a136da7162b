import type { PodIdentity, ProfileKey } from '@rulelibrary/engine';
import type { NamedProfile } from '@rulelibrary/schema';
import { expect, it, vi } from 'vitest';
import { createClusterProfiles } from './cluster-profiles.ts';

function profileOf(name: string, more: Partial<NamedProfile> = {}): NamedProfile {
  const profile = { name, status: 'completed', capabilities: [], syscalls: [], execs: [], opens: [], endpoints: [] };
  return {
    namespace: 'shop',
    containerName: 'app',
    profile: { ...profile, ingress: [], egress: [] } as never,
    ...more,
  };
}

const learning = { context: 'kubernetes', savedMs: 0, runningMs: 0, cleanRuns: 0, missed: [] } as const;
const key: ProfileKey = {
  context: 'kubernetes',
  namespace: 'shop',
  workload: 'web',
  containerName: 'app',
  image: 'web:1',
};

/** The API server's side: what it has, and what it is given. */
function clusterOf(profiles: readonly NamedProfile[] = []) {
  const saved: NamedProfile[] = [];
  const errors: unknown[] = [];
  let failure: Error | undefined;
  const cluster = {
    profiles: () => profiles,
    async saveProfile(named: NamedProfile) {
      await Promise.resolve();
      if (failure !== undefined) throw failure;
      saved.push(named);
      return named;
    },
  };
  const view = createClusterProfiles(cluster, (error) => errors.push(error));
  const given = (pod: Partial<PodIdentity>) =>
    view.given.profileOf({
      info: {
        context: 'kubernetes',
        workloadId: 'shop/web-0',
        ownContexts: [],
        pod: { namespace: 'shop', name: 'web-0', containerName: 'app', ...pod },
      },
    })?.name;
  return { view, saved, errors, given, fail: (error?: Error) => (failure = error) };
}

it('gives a profile to the pods whose label names it, and to the workload of its name', () => {
  const { given } = clusterOf([profileOf('mine'), profileOf('other', { workload: 'web' })]);
  const workload = { kind: 'Deployment', name: 'web' };
  expect(given({ labels: { 'kubescape.io/user-defined-profile': 'mine' }, workload })).toBe('mine');
  expect(given({ workload })).toBe('other');
  expect(given({})).toBeUndefined();
  expect(given({ workload: { ...workload, name: 'api' } })).toBeUndefined();
  expect(given({ workload, namespace: 'blog' })).toBeUndefined();
  expect(given({ workload, containerName: 'sidecar' })).toBeUndefined();
  expect(given({ labels: { 'kubescape.io/user-defined-profile': 'none' }, workload })).toBeUndefined();
});

it('finds what was learned by whose it is, and gives none of it as a user’s own', () => {
  const learned = profileOf('learned', { workload: 'web', image: 'web:1', learning });
  const { view, given } = clusterOf([learned]);
  expect(view.stored(key)).toBe(learned);
  expect(view.stored({ ...key, image: 'web:2' })).toBeUndefined();
  expect(given({ workload: { kind: 'Deployment', name: 'web' } })).toBeUndefined();
});

it('writes the newest of each in the background, and none without a namespace', async () => {
  const { view, saved } = clusterOf();
  view.save({ key, named: profileOf('first') });
  view.save({ key: { ...key, workload: 'api' }, named: profileOf('api') });
  view.save({ key: { ...key, workload: 'api' }, named: profileOf('api again') });
  const { namespace: _, ...host } = profileOf('host');
  view.save({ key: { context: 'host', workload: 'host', containerName: 'ssh' }, named: host });
  await view.close();
  expect(saved.map(({ profile }) => profile.name)).toEqual(['first', 'api again']);
  expect(view.counts()).toEqual({ written: 2, failures: 0, waiting: 0 });
});

it('says what could not be written, and goes on with the next', async () => {
  const { view, saved, errors, fail } = clusterOf();
  fail(new Error('away'));
  view.save({ key, named: profileOf('lost') });
  await vi.waitUntil(() => errors.length > 0);
  fail();
  view.save({ key, named: profileOf('next') });
  await view.close();
  expect(saved.map(({ profile }) => profile.name)).toEqual(['next']);
  expect(view.counts()).toEqual({ written: 1, failures: 1, waiting: 0 });
});
