import { appendAll } from '../append-all.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { type FoundFile, findYamlFiles } from './find-yaml-files.ts';
import { fileProblem, readTextFile } from './read-text-file.ts';

export interface Found<T> {
  readonly items: readonly T[];
  readonly problems: readonly Problem[];
}

/**
 * Reads what files and folders hold, in the order of the paths, each file once. Never rejects.
 *
 * @param parse what a file's text holds
 * @param empty the problem of a path that holds nothing and has no other problem; and what files in folders are called,
 *   where it is not `*.yaml` and `*.yml`
 */
export async function readPaths<T>(
  paths: readonly string[],
  parse: (text: string, file: FoundFile) => Found<T>,
  empty: { readonly code: ProblemCode; readonly reason: string; readonly names?: RegExp },
): Promise<{ items: T[]; problems: Problem[] }> {
  const seen = new Set<string>();
  const items: T[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const seenBefore = seen.size;
    const found = await readPath(path, { seen, names: empty.names }, parse);
    appendAll(items, found.items);
    appendAll(problems, found.problems);
    // A path that was read as part of an earlier one is no empty path.
    const isSilent = found.items.length === 0 && found.problems.length === 0 && seen.size > seenBefore;
    if (isSilent) problems.push(fileProblem(path, empty.code, empty.reason));
  }
  return { items, problems };
}

async function readPath<T>(
  path: string,
  { seen, names }: { readonly seen: Set<string>; readonly names: RegExp | undefined },
  parse: (text: string, file: FoundFile) => Found<T>,
): Promise<Found<T>> {
  const { files, problems } = await findYamlFiles(path, seen, names);
  const items: T[] = [];
  for (const found of files) {
    const read = await readTextFile(found.file);
    const parsed = 'problem' in read ? { items: [], problems: [read.problem] } : parse(read.text, found);
    appendAll(items, parsed.items);
    appendAll(problems, parsed.problems);
  }
  return { items, problems };
}
