import { expect, it } from 'vitest';
import { findGap } from './known-gaps.ts';

const used = { workload: 'capable', act: 'used', outcome: 'failed' } as const;

it.each([
  ['5.10.0-32-cloud-amd64', true],
  ['5.14.9', true],
  ['5.15.0', false],
  ['6.1.0-50-cloud-amd64', false],
  ['7.2.13+deb14-cloud-amd64', false],
])('%s: the gap before 5.15 is there: %s', (release, isThere) => {
  expect(findGap(used, release) !== undefined).toBe(isThere);
});

it('another act of the same workload has no gap', () => {
  expect(findGap({ ...used, act: 'reserve' }, '5.10.0')).toBeUndefined();
});
