import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { root } from './run-cli.test.support.ts';

const config = `const conditions = ['@rulelibrary/source', 'node', 'import', 'module', 'default'];
export default {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: { reporters: ['verbose'] },
};
`;

/** A library of its own with the packages of this checkout, removed after the tests: the folder that its rules are in. */
export function temporaryLibrary(): string {
  const project = mkdtempSync(join(tmpdir(), 'rulelib-'));
  afterAll(() => rmSync(project, { recursive: true }));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(project, 'vitest.config.ts'), config);
  const library = join(project, 'rules');
  mkdirSync(library);
  for (const file of ['rules.test.ts', 'retired-ids.json']) {
    cpSync(join(root, 'pkg/rules', file), join(library, file));
  }
  return library;
}
