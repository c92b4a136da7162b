import { describe, expect, it } from 'vitest';
import { createPathIndex } from '../helpers/path-index.ts';
import { CollapseTree, type CollapseTreeOptions } from './collapse-tree.ts';

function treeOf(entries: readonly string[], options: Partial<CollapseTreeOptions> = {}): CollapseTree {
  const tree = new CollapseTree({
    maxChildren: () => 3,
    maxNodes: 1_000,
    maxLength: 100_000,
    maxDepth: 8,
    rest: '*',
    ...options,
  });
  for (const entry of entries) tree.add(...given(entry));
  return tree;
}

/** `a/b=O_RDONLY` */
function given(entry: string): [string[], string?] {
  const [path = '', value] = entry.split('=');
  return [path.split('/'), ...(value === undefined ? [] : [value])] as [string[], string?];
}

function listOf(tree: CollapseTree): string[] {
  return [...tree.entries()].map(({ segments, values }) => [segments.join('/'), ...values].join('=')).sort();
}

describe('a collapsing tree', () => {
  it.each<[string, string[], string[]]>([
    ['keeps as many children as it may', ['d/a', 'd/b', 'd/c'], ['d/a', 'd/b', 'd/c']],
    ['makes one of them when there is one more', ['d/a', 'd/b', 'd/c', 'd/e'], ['d/⋯']],
    ['leaves other directories alone', ['d/a', 'd/b', 'd/c', 'd/e', 'f/a'], ['d/⋯', 'f/a']],
    ['takes further children in', ['d/a', 'd/b', 'd/c', 'd/e', 'd/f', 'd/a'], ['d/⋯']],
    ['joins what is below them', ['d/a/x', 'd/b/y', 'd/c/x', 'd/e/z', 'd/f/x'], ['d/⋯/x', 'd/⋯/y', 'd/⋯/z']],
    ['collapses that, too', ['d/a/x', 'd/b/y', 'd/c/z', 'd/e/w', 'd/f'], ['d/⋯', 'd/⋯/⋯']],
    ['keeps a directory apart that was opened itself', ['d', 'd/a'], ['d', 'd/a']],
    ['joins the values', ['d/a=R', 'd/b=W', 'd/c=R', 'd/e'], ['d/⋯=R=W']],
    ['takes patterns on', ['d/⋯', 'd/a', '*', 'd/*'], ['*', 'd/*', 'd/⋯']],
    ['takes in what a pattern already stands for', ['d/a', 'd/⋯/x'], ['d/⋯', 'd/⋯/x']],
    ['does not count a pattern for the rest', ['d/*', 'd/a', 'd/b', 'd/c'], ['d/*', 'd/a', 'd/b', 'd/c']],
    ['ends at its depth', ['1/2/3/4/5/6/7/8', '1/2/3/4/5/6/7/8/9'], ['1/2/3/4/5/6/7/8', '1/2/3/4/5/6/7/8/*']],
  ])('%s', (_, entries, expected) => {
    expect(listOf(treeOf(entries))).toEqual(expected);
  });

  it('says what became of an entry', () => {
    const tree = treeOf(['a/b']);
    expect(
      [given('a/b'), given('a'), given('a/b=R'), given('a/b=R'), given('a/c')].map((one) => tree.add(...one)),
    ).toEqual(['known', 'new', 'new', 'known', 'new']);
  });

  it('holds as many nodes as it may, and not one more', () => {
    const tree = treeOf(['a/b'], { maxNodes: 3 });
    expect([tree.add(['c', 'd']), tree.add(['c']), tree.add(['a', 'b']), tree.add(['a']), tree.size]).toEqual([
      'no-room',
      'new',
      'known',
      'new',
      3,
    ]);
    expect(tree.add(['a', 'e'])).toBe('no-room');
  });

  it('holds as much text as it may, and not one character more', () => {
    // 16 for each segment and for the values.
    expect(treeOf([], { maxLength: 52 }).add(['ab', 'cd'])).toBe('new');
    expect(treeOf([], { maxLength: 51 }).add(['ab', 'cd'])).toBe('no-room');
    expect(treeOf(['a'], { maxLength: 67 }).add(['a'], 'R')).toBe('new');
    expect(treeOf(['a'], { maxLength: 66 }).add(['a'], 'RW')).toBe('no-room');
  });

  it('has room again after it collapsed', () => {
    const tree = treeOf(['d/a', 'd/b', 'd/c', 'd/e', 'd/f'], { maxNodes: 5 });
    expect([tree.size, tree.add(['x', 'y'])]).toEqual([2, 'new']);
  });

  it('keeps as many values apart as it may, and joins them when there is one more', () => {
    const lists = (count: number) => Array.from({ length: count }, (_, index) => `a=${index},x`);
    expect(listOf(treeOf(lists(8)))[0]?.split('=')).toHaveLength(9);
    expect(listOf(treeOf(lists(9)))).toEqual(['a=0,1,2,3,4,5,6,7,8,x']);
    expect(treeOf(lists(9)).add(['a'], '3,x')).toBe('known');
  });

  it('always holds what was added, whatever the order', () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 200; round++) {
      const entries = Array.from({ length: 1 + random(60) }, () =>
        Array.from({ length: 1 + random(5) }, () => 'abcdefg'[random(7)]).join('/'),
      );
      const list = listOf(treeOf(entries));
      const index = createPathIndex(list, (entry) => entry);
      expect(entries.filter((entry) => !index.some(entry))).toEqual([]);
      // Saved and read back it is the same.
      expect(listOf(treeOf(list))).toEqual(list);
    }
  });
});
