import type { ContainerProfile } from '@rulelibrary/schema';
import { matchesArguments } from './args-match.ts';
import { createPathIndex } from './path-index.ts';

type Execs = NonNullable<ContainerProfile['execs']>;

/** The executables of a profile. */
export interface ExecIndex {
  /** @param args only entries with a matching argument vector; undefined: whatever it was */
  has(path: string, args?: readonly string[]): boolean;
}

/** Prepares recorded executables; a name without a slash also finds entries by their argv[0]. */
export function createExecIndex(execs: Execs): ExecIndex {
  const byPath = createPathIndex(execs, (exec) => exec.path);
  const byName = Map.groupBy(
    execs.filter((exec) => exec.args?.[0] !== undefined),
    (exec) => exec.args?.[0],
  );
  return {
    has(path, args) {
      const holds = (exec: Execs[number]) => args === undefined || matchesArguments(exec.args, args);
      if (byPath.some(path, holds)) return true;
      return !path.includes('/') && (byName.get(path)?.some(holds) ?? false);
    },
  };
}
