import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appendAll } from '../append-all.ts';
import type { Problem } from '../problem.ts';
import { fileProblem, reasonOf } from './read-text-file.ts';

export interface FoundFile {
  readonly file: string;
  /** Named by the caller, not found in a folder: it is read whatever it holds. */
  readonly isNamed: boolean;
}

/**
 * The YAML files a path stands for: itself, or those in the folder and below it in the order of their names.
 * Folders named `node_modules` or with a leading dot are passed over. Links are followed.
 *
 * @param seen real paths found before: each file and folder is found once, by whatever links lead to it
 * @param names what a file in a folder is called to be one
 */
export async function findYamlFiles(
  path: string,
  seen: Set<string>,
  names: RegExp = yamlName,
): Promise<{ files: FoundFile[]; problems: Problem[] }> {
  const isWanted = (found: FoundFile) => found.isNamed || names.test(found.file);
  const files: FoundFile[] = [];
  const problems: Problem[] = [];
  // Depth first with the work in a list: recursion would put the depth of the tree on the stack.
  const pending = [{ file: path, isNamed: true }];
  for (let found = pending.pop(); found !== undefined; found = pending.pop()) {
    try {
      if (!isNew(await realpath(found.file), seen)) continue;
      if ((await stat(found.file)).isDirectory()) appendAll(pending, (await childrenOf(found.file, names)).reverse());
      else if (isWanted(found)) files.push(found);
    } catch (error) {
      // A link to nowhere among other files is nobody's rule file.
      if (isWanted(found)) problems.push(fileProblem(found.file, 'unreadable', reasonOf(error)));
    }
  }
  return { files, problems };
}

function isNew(path: string, seen: Set<string>): boolean {
  const isFirst = !seen.has(path);
  seen.add(path);
  return isFirst;
}

async function childrenOf(folder: string, wanted: RegExp): Promise<FoundFile[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => mayHold(entry, wanted));
  const names = entries.map(({ name }) => name).sort();
  return names.map((name) => ({ file: join(folder, name), isNamed: false }));
}

/** Whether an entry may be or hold a YAML file; a link without the ending may lead to a folder. */
function mayHold(entry: Dirent, wanted: RegExp): boolean {
  const { name } = entry;
  if (name.startsWith('.') || name === 'node_modules') return false;
  return wanted.test(name) || entry.isDirectory() || entry.isSymbolicLink();
}

const yamlName = /\.ya?ml$/;
