import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli, type Transcript } from '../run-cli.test.support.ts';

const folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
afterAll(() => rmSync(folder, { recursive: true }));

const opened = '!ap.was_path_opened(event.containerId, event.path)';

function ruleText(id: string): string {
  return `apiVersion: kubescape.io/v1
kind: Rules
metadata:
  name: test
spec:
  rules:
    - name: Test rule
      enabled: true
      id: ${id}
      description: What it detects
      expressions:
        message: event.comm + ' opened ' + event.path
        uniqueId: event.comm + event.path
        ruleExpression:
          - eventType: open
            expression: event.path.startsWith('/etc/shadow') && ${opened}
      profileDependency: 1
      profileDataRequired:
        opens:
          - prefix: /etc/shadow
      severity: 5
      supportPolicy: false
      isTriggerAlert: true
      mitreTactic: TA0006
      mitreTechnique: T1003.008
      tags: [context:kubernetes]
`;
}

const deep = `${'('.repeat(251)}true${')'.repeat(251)}`;
const condition = (text: string): [RegExp, string] => [/expression: event.*/, `expression: ${text} && ${opened}`];

/** Rules with one fault each: what is changed, the kind of the finding, the text at its place, and its message. */
const broken: readonly (readonly [what: string, change: readonly [string | RegExp, string], ...string[]])[] = [
  [
    'wrong field',
    condition("event.pth.startsWith('/etc/shadow')"),
    'expression',
    'pth.starts',
    'Unknown field "pth" of Event; did you mean "path"?',
  ],
  [
    'field of another event type',
    condition("event.path.startsWith('/etc/shadow') && event.capName == ''"),
    'unfilled-field',
    "capName == ''",
    'Unfilled event field "capName": open events do not have it, capabilities events do',
  ],
  [
    'wrong type',
    condition('event.path == 1'),
    'expression',
    'event.path == 1',
    'Expected operands of one type, got "string == int"; convert the number with string(…)',
  ],
  [
    'uint against int',
    condition('event.uid == 0'),
    'expression',
    'event.uid == 0',
    'Expected operands of one type, got "uint == int"; write 0u',
  ],
  [
    'unknown event type',
    ['eventType: open', 'eventType: opne'],
    'invalid-value',
    'opne',
    'Unknown event type "opne"; did you mean "open"?',
  ],
  ['missing key', ['      severity: 5\n', ''], 'missing-key', 'name: Test rule', 'Missing key "severity"'],
  [
    'unknown key',
    ['severity: 5', 'severity: 5\n      sevrity: 5'],
    'unknown-key',
    'sevrity: 5',
    'Unknown key "sevrity"; did you mean "severity"?',
  ],
  [
    'value out of range',
    ['severity: 5', 'severity: 11'],
    'invalid-value',
    '11',
    'Expected a severity from 0 to 10, got "11"',
  ],
  [
    'duplicate id',
    [/id: R\d+/, 'id: R0001'],
    'duplicate-id',
    'R0001',
    'Duplicate rule id "R0001", first at FOLDER/00.yaml:9:11',
  ],
  [
    'unknown technique',
    ['T1003.008', 'T9999'],
    'attack',
    'T9999',
    'Unknown technique "T9999" in ATT&CK 18.1; did you mean "T1199"?',
  ],
  [
    'technique of another tactic',
    ['TA0006', 'TA0002'],
    'attack',
    'T1003.008',
    'Expected a technique of TA0002 (Execution), got "T1003.008": /etc/passwd and /etc/shadow serves TA0006 (Credential Access)',
  ],
  [
    'undeclared profile data',
    [/ +profileDataRequired:\n.*\n.*\n/, ''],
    'profile-data',
    'ap.was_path_opened(',
    'Undeclared profile data "opens: prefix /etc/shadow"; add it to profileDataRequired',
  ],
  [
    'profile data that does not suffice',
    ['prefix: /etc/shadow', 'exact: /etc/shadow'],
    'profile-data',
    '- exact: /etc/shadow',
    'Expected opens: prefix /etc/shadow, as ap.was_path_opened needs, got "exact /etc/shadow"',
  ],
  [
    'profile data nobody reads',
    ['        opens:', '        syscalls: [{exact: bpf}]\n        opens:'],
    'profile-data',
    '[{exact: bpf}]',
    'Unread profile data "syscalls": no expression asks for it',
  ],
  [
    'profile that is not required',
    ['Dependency: 1', 'Dependency: 2'],
    'profile-data',
    '2',
    'Expected profileDependency 0 (required) or 1 (optional), got "2": ap.was_path_opened asks one',
  ],
  ['syntax of CEL', condition('event.path =='), 'expression', '&& !ap', 'Expected value, got "&&"'],
  ['syntax of YAML', ['tags: [', 'tags: [['], 'syntax', '', 'Cannot parse YAML: deficient indentation'],
  [
    'regular expression with a look-ahead',
    condition("event.path.matches('(?=a)b')"),
    'expression',
    "'(?=a)b'",
    'Cannot compile pattern "(?=a)b": invalid or unsupported Perl syntax',
  ],
  [
    'regular expression with a back reference',
    condition("event.path.matches(r'(a+)\\1')"),
    'expression',
    "r'(a+)",
    'Cannot compile pattern "(a+)\\1": invalid escape sequence',
  ],
  ['expression over a bound', condition(deep), 'expression', '(true', 'Too many nested operations, maximum 250'],
  [
    'message that is no text',
    [/message: .*/, 'message: event.uid'],
    'expression',
    'event.uid',
    'Expected string, got "uint"',
  ],
  [
    'unknown function',
    condition("px.was_executed('', '')"),
    'expression',
    'px.was_executed',
    'Unknown function "px.was_executed"; did you mean "ap.was_executed"?',
  ],
  [
    'arguments of other types',
    condition('ap.was_executed(event.pid, event.comm)'),
    'expression',
    'ap.was_executed(event.pid',
    'Expected ap.was_executed(string, string), got "ap.was_executed(uint, string)"',
  ],
  [
    'uniqueId with a pid',
    [/uniqueId: .*/, 'uniqueId: event.comm + string(event.pid)'],
    'unique-id',
    'pid)',
    'Passing event field "pid" in uniqueId: every process would be an incident of its own',
  ],
  [
    'range of versions that is none',
    ['      tags:', '      agentVersionRequirement: ">=latest"\n      tags:'],
    'invalid-value',
    '">=latest"',
    'Expected a version range, got ">=latest"',
  ],
];

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

/** The finding that the fault in a file is, its place found by the text that stands there. */
function expected(file: string, [, , code = '', token = '', message = '']: (typeof broken)[number]): Finding {
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = token === '' ? lines.length - 1 : lines.findIndex((line) => line.includes(token));
  const column = (lines[index] ?? '').indexOf(token) + 1;
  return { file, line: index + 1, column, code, message: message.replace('FOLDER', path) };
}

const path = join(folder, 'broken');
const files = broken.map((_, index) => join(path, `${String(index + 1).padStart(2, '0')}.yaml`));

describe('rulelib lint of rules with one fault each', () => {
  let findings: readonly Finding[];
  let text: Transcript;
  let json: Transcript;
  let sarif: Transcript;

  beforeAll(async () => {
    mkdirSync(path);
    writeFileSync(join(path, '00.yaml'), ruleText('R0001'));
    for (const [index, [, change]] of broken.entries()) {
      const good = ruleText(`R01${String(index).padStart(2, '0')}`);
      const bad = good.replace(...change);
      expect(bad).not.toBe(good);
      writeFileSync(files[index] ?? '', bad);
    }
    findings = broken.map((rule, index) => expected(files[index] ?? '', rule));
    const lint = (format: string) => runCli(['lint', path, '--format', format]);
    [text, json, sarif] = await Promise.all([lint('text'), lint('json'), lint('sarif')]);
  }, 60_000);

  it('says each once at its line and column, and exits with 1', () => {
    const lines = findings.map(
      ({ file, line, column, code, message }) => `${file}:${line}:${column}: ${message} [${code}]`,
    );
    expect(text.stdout.trimEnd().split('\n')).toEqual(lines);
    expect(text).toMatchObject({ code: 1, stderr: 'rulelib: 21 rules, 25 findings\n' });
  });

  it('says the same as JSON, one a line', () => {
    const lines = json.stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(findings.map((finding) => expect.objectContaining(finding)));
    expect(json).toMatchObject({ code: 1, stderr: text.stderr });
  });

  it('says the same as SARIF', () => {
    const log = JSON.parse(sarif.stdout) as SarifLog;
    expect(sarifFaults(log)).toEqual([]);
    const results = log.runs[0]?.results.map(({ ruleId, message, locations: [location] }) => ({
      file: fileURLToPath(location?.physicalLocation.artifactLocation.uri ?? ''),
      line: location?.physicalLocation.region.startLine,
      column: location?.physicalLocation.region.startColumn,
      code: ruleId,
      message: message.text,
    }));
    expect(results).toEqual(findings);
    expect(sarif).toMatchObject({ code: 1, stderr: text.stderr });
  });
});

interface SarifLog {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number; readonly startColumn: number };
        };
      }[];
    }[];
  }[];
}

/** Where a log is not what the SARIF 2.1.0 schema requires of one (sections 3.13, 3.14, 3.18, 3.19, 3.27 to 3.30, 3.49). */
function sarifFaults(log: SarifLog): string[] {
  const allowed = (object: object, keys: string, where: string) =>
    Object.keys(object)
      .filter((key) => !keys.split(' ').includes(key))
      .map((key) => `${where}.${key}`);
  const [run, ...more] = log.runs;
  if (run === undefined || more.length > 0 || log.version !== '2.1.0') return ['one run of version 2.1.0'];
  const { driver } = run.tool;
  const isWhole = (value: number) => Number.isInteger(value) && value >= 1;
  return [
    ...allowed(log, '$schema version runs', 'log'),
    ...allowed(run, 'tool columnKind results', 'run'),
    ...allowed(driver, 'name version rules', 'driver'),
    ...(driver.name === '' ? ['driver.name'] : []),
    ...(new Set(driver.rules.map(({ id }) => id)).size === driver.rules.length ? [] : ['driver.rules']),
    ...run.results.flatMap((result, index) => [
      ...allowed(result, 'ruleId ruleIndex level message locations', `results[${index}]`),
      ...(driver.rules[result.ruleIndex]?.id === result.ruleId ? [] : [`results[${index}].ruleIndex`]),
      ...(['none', 'note', 'warning', 'error'].includes(result.level) ? [] : [`results[${index}].level`]),
      ...result.locations.flatMap(({ physicalLocation: { artifactLocation, region } }) => [
        ...(URL.canParse(artifactLocation.uri, 'file:///') ? [] : [`results[${index}].uri`]),
        ...(isWhole(region.startLine) && isWhole(region.startColumn) ? [] : [`results[${index}].region`]),
      ]),
    ]),
  ];
}

describe('rulelib lint', () => {
  it('finds nothing in the library', async () => {
    const { code, stdout, stderr } = await runCli(['lint']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^rulelib: \d+ rules, 0 findings\n$/);
  });

  it('finds nothing in a rule with nested quantifiers, which RE2 runs in linear time', async () => {
    const file = join(folder, 'nested.yaml');
    const nested = "event.comm.matches('^(a+)+$')";
    writeFileSync(
      file,
      ruleText('R0001').replace(opened, () => `${nested} && ${opened}`),
    );
    expect(await runCli(['lint', file])).toEqual({ code: 0, stdout: '', stderr: 'rulelib: 1 rule, 0 findings\n' });
  });

  it('gives an empty SARIF log where it finds nothing', async () => {
    const { code, stdout } = await runCli(['lint', 'pkg/rules/r1015-malicious-ptrace-usage', '--format', 'sarif']);
    const log = JSON.parse(stdout) as SarifLog;
    expect({ code, faults: sarifFaults(log), results: log.runs[0]?.results }).toEqual({
      code: 0,
      faults: [],
      results: [],
    });
  });

  it('holds a folder of a library to what these have in common', async () => {
    const rule = join(folder, 'r0001-test');
    mkdirSync(rule);
    writeFileSync(join(rule, 'rule.yaml'), ruleText('R0002'));
    const { code, stdout } = await runCli(['lint', rule]);
    expect(code).toBe(1);
    expect(
      stdout
        .replaceAll(`${rule}/`, '')
        .split('\n')
        .map((line) => line.slice(0, 60)),
    ).toEqual([
      'README.md:1:1: Missing file "README.md" [folder]',
      'rule.test.ts:1:1: Missing file "rule.test.ts" [folder]',
      'rule.yaml:4:1: Expected line "  name: r0001-test", got "  na',
      'rule.yaml:9:11: Expected id R0001, as its folder r0001-test ',
      '',
    ]);
  });

  it('names files in the working directory relative to it, in SARIF too', async () => {
    const rule = 'packages/rule-tester/test/broken-rule';
    const [text, sarif] = await Promise.all([runCli(['lint', rule]), runCli(['lint', rule, '--format', 'sarif'])]);
    expect(text.stdout).toMatch(/^packages\/rule-tester\/test\/broken-rule\/rule\.yaml:16:25: /);
    expect(sarif.stdout).toContain(`"uri": "${rule}/rule.yaml"`);
  });

  it.each([
    [['lint', 'nowhere'], 'Cannot read "nowhere": no such file or folder'],
    [['lint', '--format', 'xml'], 'Expected text or json or sarif after --format, got "xml"'],
  ])('%j could not run', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(`rulelib: ${message}`);
  });
});
