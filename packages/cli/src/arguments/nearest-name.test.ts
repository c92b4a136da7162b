import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

describe('the nearest name', () => {
  it.each([
    ['wach', 'watch'],
    ['WATCH', 'watch'],
    ['recrod', 'record'],
    ['reply', 'replay'],
    ['waxxxh', 'watch'],
    ['waxxxxh', undefined],
    ['zz', undefined],
    ['', undefined],
    ['w'.repeat(65), undefined],
  ])('to "%s" is %s', (name, expected) => {
    expect(nearestName(name, ['watch', 'record', 'replay'])).toBe(expected);
  });
});
