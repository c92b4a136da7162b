import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../source-file.ts';
import { readText } from './read-text.ts';

const library = 'pkg/rules';

/** The rule.yaml of every rule folder, in the order of the folders. Throws when one is missing: its rule would be lost. */
export async function readRuleFiles(root: string): Promise<SourceFile[]> {
  const entries = await readdir(join(root, library), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && /^r\d{4}-/.test(entry.name)).map(({ name }) => name);
  return Promise.all(
    folders.sort().map(async (folder) => {
      const path = `${library}/${folder}/rule.yaml`;
      const content = await readText(root, path);
      if (content === undefined) throw new Error(`${path}: Cannot read rule: no such file`);
      return { path, content };
    }),
  );
}
