import { describe, expect, it } from 'vitest';
import { eventOf } from '../fixtures.test.support.ts';
import { boundedKey, namedKeys } from './sequence-key.ts';

describe('what events have in common', () => {
  it.each([
    ['processTree', {}, '1234 '],
    ['processTree', { hostName: 'node-1' }, '1234 node-1'],
    ['processTree', { hostName: 'node-1', containerId: 'c' }, '1234 c'],
    ['container', { containerId: 'c' }, 'c'],
    ['container', {}, undefined],
    ['pod', { namespace: 'n', podName: 'p' }, 'n/p'],
    ['pod', { containerId: 'c' }, undefined],
  ] as const)('by %s of %j is %s', (by, changes, expected) => {
    expect(namedKeys[by](eventOf(changes))).toBe(expected);
  });

  it('is nothing for an empty text', () => {
    expect(boundedKey('')).toBeUndefined();
  });

  it('is kept whole up to 1,024 units, of a longer one both ends', () => {
    expect(boundedKey('x'.repeat(1_024))).toHaveLength(1_024);
    const long = boundedKey(`a${'x'.repeat(100_000)}z`);
    expect(long?.length).toBeLessThan(1_100);
    expect([long?.at(0), long?.at(-1)]).toEqual(['a', 'z']);
  });
});
