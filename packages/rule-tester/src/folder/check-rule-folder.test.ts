import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRuleFolder } from '../read-rule-folder.ts';
import { checkRuleFolder } from './check-rule-folder.ts';
import { nameProblems } from './name-problems.ts';

const name = 'r0010-unexpected-sensitive-file-access';
const library = join(import.meta.dirname, '../../../../pkg/rules');
const root = mkdtempSync(join(tmpdir(), 'rulelib-'));
afterAll(() => rmSync(root, { recursive: true }));

let copies = 0;

/** A copy of a good rule's folder with one text replaced in one of its files. */
function changed(file: string, from: string | RegExp, to: string, folderName = name): string {
  const folder = join(root, `${copies++}`, folderName);
  cpSync(join(library, name), folder, { recursive: true });
  const text = readFileSync(join(folder, file), 'utf8');
  const result = text.replace(from, to);
  expect(result === text).toBe(from === to);
  writeFileSync(join(folder, file), result);
  return folder;
}

function found(folder: string): string[] {
  const problems = checkRuleFolder(folder, readRuleFolder(folder));
  return problems.map(({ file, line, message }) => `${file.replace(/.*\//, '')}:${line}: ${message}`);
}

describe('checkRuleFolder', () => {
  it('finds nothing in a folder like the others', () => {
    expect(found(changed('rule.yaml', '', ''))).toEqual([]);
    expect(found(changed('rule.yaml', /^# yaml-language-server: .*\n/, ''))).toEqual([]);
  });

  it('finds files that are missing or too much', () => {
    const folder = changed('rule.yaml', '', '');
    rmSync(join(folder, 'README.md'));
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(found(folder)).toEqual([
      'README.md:1: Missing file "README.md"',
      'notes.txt:1: Unexpected file "notes.txt": a rule folder holds README.md, rule.test.ts, rule.yaml',
    ]);
  });

  it.each([
    ['id: "R0010"', 'id: "R0011"', `14: Expected id R0010, as its folder ${name} says, got "R0011"`],
    ['  namespace: kubescape\n', '', '6: Expected line "  namespace: kubescape", got "  annotations:"'],
    [
      'rule-version: "1"',
      'rule-version: "1.1"',
      '9: Expected line "    kubescape.io/rule-version: "1"", got "    kubescape.io/rule-version: "1.1""',
    ],
    [
      /( +severity: 5\n)( +supportPolicy: false\n)/,
      '$2$1',
      expect.stringMatching(/^26: Expected key "severity", got "supportPolicy": the order is name, /),
    ],
    [
      /( +)message: .*\n +(uniqueId: .*)/,
      '$1$2\n$1message: event.comm',
      expect.stringMatching(/^17: Expected key "message", got "uniqueId"/),
    ],
    [
      /eventType: "open"\n +(expression: .*)/,
      '$1\n            eventType: "open"',
      expect.stringMatching(/^20: Expected key "eventType", got "expression"/),
    ],
    [
      '- "context:host"\n        - "anomaly"',
      '- "anomaly"\n        - "context:host"',
      '35: Expected the context: tags first, got "context:host" after others',
    ],
    ['"files"', '"anomaly"', '36: Duplicate tag "anomaly"'],
    [/ +- "context:.*"\n/g, '', '32: Expected a context: tag, got "none"'],
  ])('finds %j changed to %j in rule.yaml', (from, to, message) => {
    const got = found(changed('rule.yaml', from, to));
    expect(got.map((text) => text.replace(/^rule.yaml:/, ''))).toEqual([message]);
  });

  it.each([
    [
      '# R0010: Unexpected',
      '# R0010 Unexpected',
      /^1: Expected "# R0010: Unexpected Sensitive File Access", got "# R0010 U/,
    ],
    ['| 5 (Medium)', '| 6 (Medium)', /^9: Expected "\| Severity +\| 5 \(Medium\) +\|", got "\| Severity +\| 6 /],
    ['| anomaly, files', '| anomaly and also files', /^17: Expected "\| Tags +\| anomaly, files/],
    ['| anomaly, files,', '| anomaly,  files,', /^17: Expected "\| Tags/],
    ['## Remediation', '## Mitigation', /^66: Expected heading "Remediation", got "Mitigation"$/],
    ['## Blind spots', '### Blind spots', /^\d+: Expected heading "Blind spots", got "none"$/],
    ['## Blind spots', '## Blind spots\n\n## More\n\n', /^88: Unexpected heading "More"$/],
    [
      /## Remediation\n[^#]*/,
      '## Remediation\n\nNone.\n\n',
      /^66: Expected at least 80 characters below "Remediation"$/,
    ],
  ])('finds %j changed to %j in the README', (from, to, message) => {
    expect(found(changed('README.md', from, to))).toEqual([
      expect.stringMatching(new RegExp(message.source.replace('^', '^README.md:'))),
    ]);
  });

  it.each([79, 80])('counts %d characters below a heading', (count) => {
    const folder = changed('README.md', /## Remediation\n[^#]*/, `## Remediation\n\n${'x'.repeat(count)}\n\n`);
    expect(found(folder)).toHaveLength(count < 80 ? 1 : 0);
  });

  it('takes no comment of a shell for a heading', () => {
    expect(found(changed('README.md', '```sh\n', '```sh\n## no heading\n'))).toEqual([]);
  });

  it.each(['r0010', 'r0010-Upper', 'x0010-name'])('finds the name %s', (folderName) => {
    const folder = changed('rule.yaml', '', '', 'r0010-x');
    const rule = readRuleFolder(folder);
    expect(nameProblems(folderName, rule).map(({ message }) => message)).toEqual([
      `Expected a folder such as r1040-lower-case-words, got "${folderName}"`,
    ]);
  });
});
