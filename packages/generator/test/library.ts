import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LibraryRule, readLibrary } from '@rulelibrary/generator';
import { onTestFinished } from 'vitest';
import { readRuleFiles } from '../src/files/read-rule-files.ts';

/** Root of the repository. */
export const root = dirname(dirname(dirname(import.meta.dirname)));

/** The rules of the repository. */
export async function repositoryRules(): Promise<LibraryRule[]> {
  return readLibrary(await readRuleFiles(root)).rules;
}

const generatedFiles = ['packages/threat-rules/schema.json', 'rules-crd.yaml', 'rules-sequences-crd.yaml'];

/** A copy of what the generator reads and writes, removed with the test. */
export async function copyRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'generator-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const sources = (path: string) => !/node_modules|\.turbo|\.test\.ts$/.test(path);
  for (const path of ['pkg/rules', 'charts', 'docs', ...generatedFiles]) {
    await cp(join(root, path), join(folder, path), { recursive: true, filter: sources });
  }
  return folder;
}
