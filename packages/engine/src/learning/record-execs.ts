import type { ExecRecord } from '@rulelibrary/schema';
import { type Addition, CollapseTree } from './collapse-tree.ts';
import { isPattern } from './is-pattern.ts';

/** Different arguments at one position, after the same ones, that are told apart; one more, and they become `⋯`. */
const maxChildren = 50;

/** The executables of a container, with their argument vectors. */
export interface ExecRecorder {
  /** @param args undefined or empty where they are unknown: the executable is then allowed with any */
  add(path: string, args: readonly string[] | undefined): Addition;
  /** Takes on what was recorded before, patterns included. */
  restore(execs: readonly ExecRecord[]): void;
  list(): readonly ExecRecord[];
}

/**
 * Executables do not collapse as opened paths do: fifty programs of /usr/bin would allow every other one there. Their
 * arguments do: a name made anew each time (`mktemp`) would otherwise fill the profile and never match.
 *
 * @param maxNodes how many executables and arguments are remembered
 */
export function createExecRecorder(maxNodes: number): ExecRecorder {
  const tree = new CollapseTree({
    maxChildren: (above) => (above.length === 0 ? Number.POSITIVE_INFINITY : maxChildren),
    maxNodes,
    maxLength: 2 ** 20,
    maxDepth: 1 + 64,
    rest: '⋯⋯',
  });
  return {
    add(path, args = []) {
      // A name like that would be read back as a pattern, and allow what nobody did.
      const isReadBack = path !== '' && !path.split('/').some(isPattern) && !args.some(isPattern);
      return isReadBack ? tree.add([path, ...args]) : 'no-room';
    },
    restore(execs) {
      for (const { path, args = [] } of execs) tree.add([path, ...args]);
    },
    list: () =>
      [...tree.entries()].map(({ segments: [path = '', ...args] }) => ({ path, ...(args.length > 0 && { args }) })),
  };
}
