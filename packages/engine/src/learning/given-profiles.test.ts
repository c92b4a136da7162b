import type { NamedProfile } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createGivenProfiles } from './given-profiles.ts';

function named(name: string, rest: Partial<NamedProfile>): NamedProfile {
  return { containerName: 'web', profile: { status: 'completed', name }, ...rest };
}

describe('a profile', () => {
  const source = createGivenProfiles([
    named('anywhere', {}),
    named('shop', { namespace: 'shop' }),
    named('shop-api', { namespace: 'shop', workload: 'api' }),
    named('db', { containerName: 'db', namespace: 'shop' }),
  ]);

  it.each([
    ['its name', { containerName: 'web' }, 'anywhere'],
    ['its name in another namespace', { containerName: 'web', namespace: 'bank' }, 'anywhere'],
    ['its name in its namespace', { containerName: 'web', namespace: 'shop', podName: 'front-1' }, 'shop'],
    ['its workload', { containerName: 'web', namespace: 'shop', podName: 'api-7d9c-x2' }, 'shop-api'],
    ['a workload that begins the same', { containerName: 'web', namespace: 'shop', podName: 'apix-1' }, 'shop'],
    ['another namespace', { containerName: 'db', namespace: 'bank' }, undefined],
    ['another name', { containerName: 'cache', namespace: 'shop' }, undefined],
    ['no name', {}, undefined],
  ])('for a container of %s', (_what, identity, expected) => {
    expect(source.profileOf(identity)?.name).toBe(expected);
  });
});
