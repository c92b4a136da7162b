import type { OpenRecord } from '@rulelibrary/schema';
import { type Addition, CollapseTree } from './collapse-tree.ts';
import { isPattern } from './is-pattern.ts';

/** Children of one directory that are told apart; one more, and they become `⋯`. */
const maxChildren = 50;
const maxChildrenOfEtc = 100;

/** The opened paths of a container, collapsed. */
export interface OpenRecorder {
  add(path: string, flags: readonly string[]): Addition;
  /** Takes on what was recorded before, patterns included. */
  restore(opens: readonly OpenRecord[]): void;
  list(): readonly OpenRecord[];
}

/** @param maxNodes how many files and directories are remembered */
export function createOpenRecorder(maxNodes: number): OpenRecorder {
  const tree = new CollapseTree({
    maxChildren: (above) => (above.length === 1 && above[0] === 'etc' ? maxChildrenOfEtc : maxChildren),
    maxNodes,
    maxLength: 3 * 2 ** 20,
    maxDepth: 32,
    rest: '*',
  });
  return {
    add(path, flags) {
      if (!path.startsWith('/')) return 'known';
      const segments = segmentsOf(path);
      const value = flags.join();
      if (tree.has(segments, value)) return 'known';
      // A file of that name would be read back as a pattern, and allow what nobody did.
      return segments.some(isPattern) ? 'no-room' : tree.add(segments, value);
    },
    restore(opens) {
      for (const { path, flags } of opens) tree.add(segmentsOf(path), flags?.join());
    },
    list: () =>
      [...tree.entries()].flatMap(({ segments, values }): OpenRecord[] => {
        const path = `/${segments.join('/')}`;
        return values.length === 0
          ? [{ path }]
          : values.map((flags) => ({ path, ...(flags !== '' && { flags: flags.split(',') }) }));
      }),
  };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
