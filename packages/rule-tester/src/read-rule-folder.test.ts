import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readRuleFolder } from './read-rule-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rule-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function errorOf(text: string): string {
  writeFileSync(join(folder, 'rule.yaml'), text);
  try {
    return `none, but rule ${readRuleFolder(folder).spec.id}`;
  } catch (error) {
    return String(error);
  }
}

it('names file, line and column of every problem', () => {
  const error = errorOf(
    'apiVersion: kubescape.io/v1\nkind: Rules\nmetadata: { name: x }\nspec: { rules: [{ idd: 1 }] }\n',
  );
  expect(error).toMatch(/rule\.yaml:4:\d+: .*"idd"/);
  expect(error.split('\n').length).toBeGreaterThan(1);
});

it('does not take a file without a rule', () => {
  expect(errorOf('')).toMatch(/rule\.yaml:1:1: /);
  expect(errorOf('apiVersion: kubescape.io/v1\nkind: Rules\nmetadata: { name: x }\nspec: { rules: [] }\n')).toMatch(
    /rule\.yaml:\d+:\d+: /,
  );
});

it('says which file is not there', () => {
  expect(() => readRuleFolder(folder)).toThrow(/^Cannot read .*rule\.yaml: ENOENT/);
});
