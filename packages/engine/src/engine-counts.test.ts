import { describe, expect, it } from 'vitest';
import { createSuppressionCounter } from './engine-counts.ts';

describe('what rules hold back', () => {
  it.each([8_192, 8_193])('is counted right for %d lists of rules', (lists) => {
    const counter = createSuppressionCounter();
    const first: readonly string[] = ['R0001', 'R0002'];
    // A list that is new is not counted: the caller then asks rule by rule.
    const counted = [counter.addForAll(first, 'profile_missing'), counter.addForAll(first, 'profile_missing')];
    for (let index = 1; index < lists; index++) counter.addForAll(['R0003'], 'profile_missing');
    counted.push(counter.addForAll(first, 'profile_missing'));
    // With one list too many all are forgotten, and what they counted is not.
    expect(counted).toEqual([false, true, lists === 8_192]);
    const times = lists === 8_192 ? 2 : 1;
    expect(counter.byRule()).toEqual({ R0001: { profile_missing: times }, R0002: { profile_missing: times } });
  });
});
