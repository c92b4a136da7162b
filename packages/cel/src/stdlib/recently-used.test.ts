import { expect, it } from 'vitest';
import { recentlyUsed } from './recently-used.ts';

it('keeps as many as it may, and forgets the one that was not used for longest', () => {
  const computed: string[] = [];
  const get = recentlyUsed(2, (name) => {
    computed.push(name);
    return name.toUpperCase();
  });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toStrictEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(computed).toStrictEqual(['a', 'b', 'c', 'b']);
});
