import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { createPatterns } from './patterns.ts';

describe('compiled patterns', () => {
  it('are kept while no more than the limit are used since, and forgotten after that', () => {
    const { cached } = createPatterns();
    const first = cached('first');
    for (let i = 1; i < limits.cachedPatterns; i++) cached(`other${i}`);
    expect(cached('first')).toBe(first);
    for (let i = 1; i <= limits.cachedPatterns; i++) cached(`third${i}`);
    expect(cached('first')).not.toBe(first);
  });

  it('say what is wrong with them', () => {
    expect(() => createPatterns().compile('a(')).toThrow('Cannot compile pattern "a(": missing closing )');
  });
});
