import { describe, expect, it } from 'vitest';
import { parseVersionRange } from './semver-range.ts';

describe('a version range', () => {
  it.each([
    ['>=1.2.3', '1.2.3', '1.2.2'],
    ['>=1.2', '1.2.0', '1.1.9'],
    ['>1.2.3', '1.2.4', '1.2.3'],
    ['>1.2', '1.3.0', '1.2.9'],
    ['>1', '2.0.0', '1.9.9'],
    ['<=1.2.3', '1.2.3', '1.2.4'],
    ['<=1.2', '1.2.9', '1.3.0'],
    ['<1.2.3', '1.2.2', '1.2.3'],
    ['<1.2', '1.1.9', '1.2.0'],
    ['=1.2.3', '1.2.3', '1.2.4'],
    ['1.2.3', '1.2.3', '1.2.4'],
    ['v1.2.3', 'v1.2.3', '1.2.2'],
    ['1.2', '1.2.9', '1.3.0'],
    ['1.2.x', '1.2.0', '1.1.9'],
    ['1.X', '1.9.9', '2.0.0'],
    ['1.*.*', '1.0.0', '0.9.9'],
    ['^1.2.3', '1.9.9', '2.0.0'],
    ['^1.2.3', '1.2.3', '1.2.2'],
    ['^0.2.3', '0.2.9', '0.3.0'],
    ['^0.0.3', '0.0.3', '0.0.4'],
    ['^0.0', '0.0.9', '0.1.0'],
    ['^0', '0.9.9', '1.0.0'],
    ['^1.x', '1.9.9', '2.0.0'],
    ['~1.2.3', '1.2.9', '1.3.0'],
    ['~1.2', '1.2.0', '1.3.0'],
    ['~1', '1.9.0', '2.0.0'],
    ['>=1.2.3 <2', '1.9.9', '2.0.0'],
    ['>= 1.2.3  < 2.0.0', '1.2.3', '1.2.2'],
    ['<1 || >=2', '2.0.0', '1.5.0'],
    ['<1||>=2', '0.9.0', '1.0.0'],
    // Pre-releases are ordered like all versions.
    ['>=1.2.0', '1.3.0-rc.1', '1.2.0-rc.1'],
    ['>=1.2.0-rc.2', '1.2.0-rc.10', '1.2.0-rc.1'],
    ['>1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha'],
    ['>1.0.0-1', '1.0.0-alpha', '1.0.0-0'],
    ['<1.0.0-beta', '1.0.0-alpha.9', '1.0.0-beta.1'],
    ['^1.2.3', '1.3.0-rc.1', '2.0.0-rc.1'],
    ['1.2.x', '1.2.0-rc.1', '1.3.0-rc.1'],
    ['1.2.3', '1.2.3+build.7', '1.2.3-rc.1'],
  ])('%s holds %s and not %s', (range, inside, outside) => {
    const isInRange = parseVersionRange(range);
    expect(isInRange(inside)).toBe(true);
    expect(isInRange(outside)).toBe(false);
  });

  it.each(['*', 'x', '', ' ', '>=0', '>=0.0.0-0', '<=*', '~*', '^*'])('"%s" holds every version', (range) => {
    expect(['0.0.0-0', '1.2.3', '999999999.0.0'].map(parseVersionRange(range))).toEqual([true, true, true]);
  });

  it.each(['>*', '<*'])('"%s" holds none', (range) => {
    expect(['0.0.0-0', '1.2.3'].map(parseVersionRange(range))).toEqual([false, false]);
  });

  it.each(['one', '1.2.3.4', '>>1', '1 - 2', '=>1', '01.2.3', '1.2.3-', '1..2', '-1', '1.2.3 foo', '9999999999.0.0'])(
    '"%s" is none',
    (range) => {
      expect(() => parseVersionRange(range)).toThrow(`Expected a version range, got "${range}"`);
    },
  );

  it.each(['', '1', '1.2', 'x.y.z', '1.2.3-'])('"%s" is no version to compare', (version) => {
    expect(() => parseVersionRange('*')(version)).toThrow(`Expected a version, got "${version}"`);
  });
});
