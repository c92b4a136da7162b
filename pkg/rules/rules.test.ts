import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metadataTable, readRuleFolder } from '@rulelibrary/rule-tester';
import { describe, expect, it } from 'vitest';

// The law that holds every rule folder. What one rule means is shown by the rule.test.ts in its folder.

const root = import.meta.dirname;
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['node_modules', 'dist', '.turbo'].includes(entry.name))
  .map((entry) => entry.name)
  .sort();

const headings = [
  'Description',
  'Attack technique',
  'How it works',
  'Investigation',
  'Remediation',
  'False positives',
  'Blind spots',
];

const ruleKeys = [
  'name',
  'enabled',
  'id',
  'description',
  'expressions',
  'profileDependency',
  'profileDataRequired',
  'severity',
  'supportPolicy',
  'isTriggerAlert',
  'mitreTactic',
  'mitreTechnique',
  'tags',
  'state',
  'agentVersionRequirement',
];

describe('the rule folders', () => {
  it('are there', () => {
    expect(folders).not.toEqual([]);
  });

  it('hold rules whose ids are unique', () => {
    const ids = folders.map((folder) => readRuleFolder(join(root, folder)).spec.id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

describe.each(folders)('%s', (folder) => {
  const read = (file: string) => readFileSync(join(root, folder, file), 'utf8');
  const rule = () => readRuleFolder(join(root, folder));

  it('is named by id and subject', () => {
    expect(folder).toMatch(/^r\d{4}(-[a-z0-9]+)+$/);
    expect(rule().spec.id).toBe(folder.slice(0, 5).toUpperCase());
  });

  it('holds exactly rule.yaml, rule.test.ts and README.md', () => {
    expect(readdirSync(join(root, folder)).sort()).toEqual(['README.md', 'rule.test.ts', 'rule.yaml']);
  });

  it('begins like every rule.yaml, with its name, status and version', () => {
    const [head] = read('rule.yaml').split(/(?<=\n {4}- )/);
    expect(
      head?.replace(/(?<=rule-status: )(stable|experimental|deprecated)$/m, 'STATUS').replace(/"[1-9]\d*"/, '"N"'),
    ).toBe(
      `# yaml-language-server: $schema=../../../docs/schemas/rule.schema.json
apiVersion: kubescape.io/v1
kind: Rules
metadata:
  name: ${folder}
  namespace: kubescape
  annotations:
    kubescape.io/rule-status: STATUS
    kubescape.io/rule-version: "N"
spec:
  rules:
    - `,
    );
  });

  it('has the keys of its rule in their order', () => {
    const { spec } = rule();
    expect(Object.keys(spec)).toEqual(ruleKeys.filter((key) => key in spec));
    expect(Object.keys(spec.expressions)).toEqual(['message', 'uniqueId', 'ruleExpression']);
    for (const expression of spec.expressions.ruleExpression) {
      expect(Object.keys(expression)).toEqual(['eventType', 'expression']);
    }
  });

  it('has its context tags first, each tag once', () => {
    const tags = rule().spec.tags ?? [];
    const contexts = tags.filter((tag) => tag.startsWith('context:'));
    expect(contexts).not.toEqual([]);
    expect(tags.slice(0, contexts.length)).toEqual(contexts);
    expect(tags).toEqual([...new Set(tags)]);
  });

  it('has a uniqueId that reads no pid and no time', () => {
    expect(rule().spec.expressions.uniqueId).not.toMatch(/\b(p?pid|timestamp|startTime)\b/);
  });

  it('depends on a profile, and says on which part, when it asks one', () => {
    const { expressions, profileDependency, profileDataRequired } = rule().spec;
    const asks = expressions.ruleExpression.some(({ expression }) => /\b(ap|nn|cp)\.\w+\(/.test(expression));
    expect(profileDependency !== 2).toBe(asks);
    expect(profileDataRequired !== undefined).toBe(asks);
  });

  it('tests its rule with describeRule', () => {
    // describeRule itself demands a firing and a quiet case for every event type, a message and a uniqueId.
    expect(read('rule.test.ts')).toMatch(/^describeRule\(import\.meta, \{$/m);
  });

  it('has a README with the title, the table and the headings', () => {
    const { spec } = rule();
    const readme = read('README.md');
    expect(readme.split('\n## ')[0]).toBe(`# ${spec.id}: ${spec.name}\n\n${metadataTable(rule())}`);
    expect(headingsOf(readme)).toEqual(headings);
  });

  it('says something under every heading of the README', () => {
    const sections = read('README.md')
      .split(/^## .*$/m)
      .slice(1);
    expect(sections.filter((section) => section.trim().length < 80)).toEqual([]);
  });
});

/** Level-two headings outside of code blocks. */
function headingsOf(readme: string): string[] {
  return readme.replace(/^ *```[\s\S]*?^ *```$/gm, '').match(/(?<=^## ).*$/gm) ?? [];
}
