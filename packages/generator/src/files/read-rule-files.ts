import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../source-file.ts';
import { readText } from './read-text.ts';

const library = 'pkg/rules';

/**
 * The rule.yaml and README.md of every rule folder, in the order of the folders. Throws when a rule.yaml is missing: its
 * rule would be lost.
 */
export async function readRuleFiles(root: string): Promise<SourceFile[]> {
  const entries = await readdir(join(root, library), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && /^r\d{4}-/.test(entry.name)).map(({ name }) => name);
  const files = await Promise.all(folders.sort().map((folder) => readFolder(root, `${library}/${folder}`)));
  return files.flat();
}

async function readFolder(root: string, folder: string): Promise<SourceFile[]> {
  const rule = { path: `${folder}/rule.yaml`, content: await readText(root, `${folder}/rule.yaml`) };
  const readme = { path: `${folder}/README.md`, content: await readText(root, `${folder}/README.md`) };
  if (rule.content === undefined) throw new Error(`${rule.path}: Cannot read rule: no such file`);
  return [rule, readme].flatMap(({ path, content }) => (content === undefined ? [] : [{ path, content }]));
}
