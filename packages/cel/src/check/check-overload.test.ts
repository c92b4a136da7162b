import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';

const environment = createEnvironment({
  variables: { any: 'dyn', anyList: 'list(dyn)', ints: 'list(int)' },
  functions: [
    { name: 'f', params: ['list(int)'], result: 'int', call: () => 1 },
    { name: 'f', params: ['list(dyn)'], result: 'string', call: () => 'a' },
  ],
});

describe('a call of which several overloads fit', () => {
  it.each([
    ['f(ints)', 'int'],
    ['f([1])', 'int'],
    ["f([1, 'a'])", 'dyn'],
    ["f(['a'])", 'string'],
    ['f(anyList)', 'dyn'],
    ['f(any)', 'dyn'],
  ])('%s is of type %s: those behind one that takes all such values do not count', (source, type) => {
    expect(environment.compile(source).type).toBe(type);
  });

  it('is one of the first that takes the values', () => {
    const program = environment.compile('f(anyList)');
    expect(program.evaluate({ anyList: [1n] })).toBe(1n);
    expect(program.evaluate({ anyList: ['b'] })).toBe('a');
  });
});
