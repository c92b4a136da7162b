import { describe, expect, it } from 'vitest';
import { decodePod } from './pod-record.ts';

const metadata = { name: 'web', namespace: 'shop', uid: 'u1', labels: { app: 'web' } };
const container = { name: 'main', command: ['/bin/main'], image: 'nginx:1', resources: { limits: { cpu: '1' } } };
const pod = { metadata, spec: { containers: [container], hostNetwork: true }, status: { phase: 'Pending' } };

describe('decodePod', () => {
  it('keeps what anybody asks for', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: 'r1', controller: true };
    const others = [{ ...owner, name: 'other', controller: false }];
    const record = decodePod({ ...pod, metadata: { ...metadata, ownerReferences: [...others, owner] } }, undefined);
    expect(record).toMatchObject({
      namespace: 'shop',
      name: 'web',
      uid: 'u1',
      labels: { app: 'web' },
      owner,
      hostNetwork: true,
    });
    expect(record.spec?.containers).toEqual([{ name: 'main', mountPaths: [], commands: ['/bin/main'] }]);
  });

  it('gives the same record back when only the status changed', () => {
    const first = decodePod(pod, undefined);
    expect(decodePod({ ...pod, status: { phase: 'Running' } }, first)).toBe(first);
    expect(decodePod({ ...pod, metadata: { ...metadata, labels: { app: 'other' } } }, first)).not.toBe(first);
    expect(decodePod({ ...pod, metadata: { ...metadata, uid: 'u2' } }, first).uid).toBe('u2');
  });

  it('reads a pod whose spec says nothing that can be read, without it', () => {
    const record = decodePod({ metadata, spec: { containers: [{ command: 'no list' }] } }, undefined);
    expect(record).toMatchObject({ name: 'web', labels: { app: 'web' } });
    expect(record).not.toHaveProperty('spec');
  });

  it('refuses one without uid', () => {
    expect(() => decodePod({ metadata: { name: 'web' } }, undefined)).toThrow('Missing key "metadata.uid"');
  });
});
