import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { idOfFolder, readRuleFolder } from '@rulelibrary/rule-tester/check';
import { metadataTable } from '@rulelibrary/schema';
import { readmeText, ruleText, testText } from './rule-template.ts';

/** Makes a rule folder and gives the paths of its files. */
export function createRuleFolder(name: string, parent: string): readonly string[] {
  const folder = join(parent, name);
  const path = (file: string) => join(folder, file);
  const words = name.slice('r0000-'.length).replaceAll('-', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  const id = idOfFolder(name);
  mkdirSync(folder);
  writeFileSync(path('rule.yaml'), ruleText({ name, id, title }));
  writeFileSync(path('rule.test.ts'), testText);
  const table = metadataTable(readRuleFolder(folder));
  writeFileSync(path('README.md'), readmeText({ id, title, table }));
  return ['rule.yaml', 'rule.test.ts', 'README.md'].map(path);
}
