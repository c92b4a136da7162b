import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  attackProblems,
  compileProblems,
  fieldProblems,
  fileProblems,
  headProblems,
  idOfFolder,
  keyOrderProblems,
  nameProblems,
  profileProblems,
  readmeProblems,
  readRuleFolder,
  tagProblems,
  uniqueIdProblems,
} from '@rulelibrary/rule-tester/check';
import { describe, expect, it } from 'vitest';

// The law that holds every rule folder. What one rule means is shown by the rule.test.ts in its folder. `rulelib lint` says
// the same of a rule while it is written.

const root = import.meta.dirname;
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['node_modules', 'dist', '.turbo'].includes(entry.name))
  .map((entry) => entry.name)
  .sort();

/** Ids of rules that are gone: bindings and silences out there still name them, so no other rule gets one. */
const retiredIds = JSON.parse(readFileSync(join(root, 'retired-ids.json'), 'utf8')) as readonly string[];

describe('the rule folders', () => {
  it('are there', () => {
    expect(folders).not.toEqual([]);
  });

  it('have numbers that are unique and were never used before', () => {
    const ids = [...folders.map(idOfFolder), ...retiredIds];
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  });
});

describe('the list of retired ids', () => {
  it('has ids of rules, in order, each once', () => {
    expect(retiredIds).toEqual([...new Set(retiredIds)].sort());
    expect(retiredIds.filter((id) => !/^R\d{4}$/.test(id))).toEqual([]);
  });
});

describe.each(folders)('%s', (folder) => {
  const path = join(root, folder);
  const read = (file: string) => readFileSync(join(path, file), 'utf8');
  const rule = () => readRuleFolder(path);

  it('holds exactly rule.yaml, rule.test.ts and README.md', () => {
    expect(fileProblems(path)).toEqual([]);
  });

  it('has a rule.yaml that passes the schema', () => {
    expect(rule).not.toThrow();
  });

  it('is named by id and subject', () => {
    expect(nameProblems(folder, rule())).toEqual([]);
  });

  it('begins like every rule.yaml, with its name, status and version', () => {
    expect(headProblems(folder, rule(), read('rule.yaml'))).toEqual([]);
  });

  it('has the keys of its rule in their order', () => {
    expect(keyOrderProblems(rule())).toEqual([]);
  });

  it('has its context tags first, each tag once', () => {
    expect(tagProblems(rule())).toEqual([]);
  });

  it('has expressions that compile', () => {
    expect(compileProblems(rule())).toEqual([]);
  });

  it('reads fields that its events really have', () => {
    expect(fieldProblems(rule())).toEqual([]);
  });

  it('declares what it reads of a profile, and depends on one when it does', () => {
    expect(profileProblems(rule())).toEqual([]);
  });

  it('names a tactic and a technique of it', () => {
    expect(attackProblems(rule())).toEqual([]);
  });

  it('has a uniqueId that reads no pid, parent pid or time', () => {
    expect(uniqueIdProblems(rule())).toEqual([]);
  });

  it('shows each of its event types firing and staying quiet', () => {
    // describeRule itself demands a firing and a quiet case for every event type, a message and a uniqueId.
    expect(read('rule.test.ts')).toMatch(/^describeRule\(import\.meta, \{$/m);
  });

  it('has a README with the title, the table and the headings, and says something under each', () => {
    expect(readmeProblems(rule(), `${folder}/README.md`, read('README.md'))).toEqual([]);
  });
});
