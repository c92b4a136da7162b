import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of a file of the repository, or undefined where there is none. */
export async function readText(root: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(root, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
