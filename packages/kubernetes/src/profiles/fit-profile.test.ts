import { type NamedProfile, profileObjects } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { fitProfile } from './fit-profile.ts';

function profileOf(count: number): NamedProfile {
  const opens = Array.from({ length: count }, (_, index) => ({ path: `/data/${String(index).padStart(6, '0')}` }));
  const learning = { context: 'kubernetes', savedMs: 0, runningMs: 1, cleanRuns: 0, missed: [] } as const;
  const profile = { status: 'completed', completion: 'complete', name: 'web', execs: [{ path: '/a' }], opens } as const;
  return { namespace: 'shop', containerName: 'main', profile, learning };
}

function sizeOf(named: NamedProfile): number {
  return Math.max(...profileObjects(named).map((object) => JSON.stringify(object).length));
}

describe('fitProfile', () => {
  it('leaves a profile alone that just fits, and cuts one that just does not', () => {
    const named = profileOf(100);
    expect(fitProfile(named, sizeOf(named))).toBe(named);
    const cut = fitProfile(named, sizeOf(named) - 1);
    expect(cut.profile.opens?.length).toBeLessThan(100);
    expect(cut.profile.opens?.length).toBeGreaterThan(80);
  });

  it('says what is missing: its list does not count as observed any more', () => {
    const cut = fitProfile(profileOf(10_000), 50_000);
    expect(sizeOf(cut)).toBeLessThanOrEqual(50_000);
    expect(cut.profile.completion).toBe('partial');
    expect(cut.profile.coverage).toMatchObject({ execs: 'all', syscalls: 'all' });
    expect(cut.profile.coverage).not.toHaveProperty('opens');
    expect(cut.learning?.missed).toEqual(['opens']);
    expect(cut.profile.execs).toEqual([{ path: '/a' }]);
  });

  it('never says that something was observed which was not', () => {
    const named = profileOf(10_000);
    const cut = fitProfile(
      { ...named, profile: { ...named.profile, coverage: { opens: 'all', execs: 'all' } } },
      50_000,
    );
    expect(cut.profile.coverage).toEqual({ execs: 'all' });
  });
});
