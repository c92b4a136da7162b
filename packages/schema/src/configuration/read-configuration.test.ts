import { describe, expect, it } from 'vitest';
import { formatProblem } from '../problem.ts';
import { listSettings } from './list-settings.ts';
import { readConfiguration } from './read-configuration.ts';

function read(text: string, environment: Readonly<Record<string, string>> = {}) {
  const { configuration, problems } = readConfiguration({ text, file: 'config.json', environment });
  return { configuration, problems: problems.map(formatProblem) };
}

describe('the configuration', () => {
  it.each(['', '{}', '# nothing\n', 'null'])('%j is all defaults', (text) => {
    const { configuration, problems } = read(text);
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({
      enableRuntimeDetection: true,
      maxLearningPeriod: '24h',
      ruleCooldown: { ruleCooldownMaxSize: 20_000 },
      exporters: { stdoutExporter: true, httpExporterConfig: { url: '' } },
      includeNamespaces: [],
    });
  });

  it('is JSON as the chart writes it, and keeps the defaults of what it does not say', () => {
    const text = JSON.stringify({ maxLearningPeriod: '12h', ruleCooldown: { ruleCooldownDuration: '1m' } });
    expect(read(text).configuration).toMatchObject({
      maxLearningPeriod: '12h',
      learningPeriod: '2m',
      ruleCooldown: { ruleCooldownDuration: '1m', ruleCooldownMaxSize: 20_000 },
    });
  });

  it.each([
    [
      '{"maxLearningPeriode": "1h"}',
      'config.json:1:2: Unknown key "maxLearningPeriode"; did you mean "maxLearningPeriod"?',
    ],
    [
      'exporters:\n  stdOutExporter: true\n',
      'config.json:2:3: Unknown key "stdOutExporter"; did you mean "stdoutExporter"?',
    ],
    ['learningPeriod: 1d\n', 'config.json:1:17: Expected a duration such as 500ms, 30s, 5m or 1h30m, got "1d"'],
    ['hostMonitoringEnabled: "yes"\n', 'config.json:1:24: Expected true or false, got "yes"'],
    ['a: 1\n---\nb: 1\n', 'config.json:3:1: Unexpected document: a configuration file has one'],
    ['[]', 'config.json:1:1: Expected a mapping, got an empty list'],
    ['{', 'config.json:1:2:'],
  ])('%j is refused with its place', (text, message) => {
    expect(read(text).problems.some((problem) => problem.startsWith(message))).toBe(true);
  });

  it.each([
    [2 ** 15, false],
    [2 ** 16, true],
    [2 ** 16 + 1, false],
    [2 ** 30, true],
    [2 ** 31, false],
  ])('takes %d as ringBytes: %s', (ringBytes, isTaken) => {
    expect(read(JSON.stringify({ ringBytes })).problems.length === 0).toBe(isTaken);
  });

  it('takes what the environment says before the file', () => {
    const environment = {
      RULELIB_MAX_LEARNING_PERIOD: '3s',
      RULELIB_RULE_COOLDOWN_RULE_COOLDOWN_MAX_SIZE: '7',
      RULELIB_INCLUDE_NAMESPACES: 'web, shop',
      RULELIB_EXCLUDE_LABELS: '{app: x}',
      RULELIB_HOST_MONITORING_ENABLED: 'false',
      RULELIB_CLUSTER_NAME: '007',
      NODE_NAME: 'node-1',
      RULELIB_POD_NAME: 'ours',
      POD_NAME: 'theirs',
      RULELIB_LEARNING_PERIOD: '',
    };
    const { configuration, problems } = read('maxLearningPeriod: 1h\nlearningPeriod: 4m\n', environment);
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({
      maxLearningPeriod: '3s',
      learningPeriod: '4m',
      ruleCooldown: { ruleCooldownMaxSize: 7 },
      includeNamespaces: ['web', 'shop'],
      excludeLabels: { app: 'x' },
      hostMonitoringEnabled: false,
      clusterName: '007',
      nodeName: 'node-1',
      podName: 'ours',
    });
  });

  it('reads contexts of the user’s own, and a policy that names them and their places', () => {
    const text =
      "ownContexts:\n  - name: pci\n    labels: {zone: [a, b]}\npolicy:\n  pci:\n    disable: [R0002]\n    rules: {R0010: {severity: '8'}}\n";
    const { configuration, policy, problems } = readConfiguration({ text, file: 'c.yaml' });
    expect(problems).toEqual([]);
    expect(configuration.ownContexts).toEqual([{ name: 'pci', labels: { zone: ['a', 'b'] } }]);
    expect(policy.contexts).toMatchObject({ pci: { disable: ['R0002'], rules: { R0010: { severity: 8 } } } });
    expect(policy.placeOf?.('/pci/disable/0')).toMatchObject({ file: 'c.yaml', line: 6 });
    const overridden = readConfiguration({
      text,
      file: 'c.yaml',
      environment: { RULELIB_POLICY: 'host: {enable: [R0001]}' },
    });
    expect(overridden.policy.contexts).toEqual({ host: { enable: ['R0001'] } });
    const taken = { RULELIB_OWN_CONTEXTS: '[{name: container}]' };
    expect(read('', taken).problems).toEqual([
      '$RULELIB_OWN_CONTEXTS:1:9: Duplicate context "container", which is built in',
    ]);
  });

  it.each([
    ['policy: {pic: {}}\nownContexts: [{name: pci}]', 'config.json:1:10: Unknown context "pic"; did you mean "pci"?'],
    ['policy: {host: {disable: [R1]}}', 'config.json:1:27: Expected a rule id such as R0001, got "R1"'],
    ['ownContexts: [{name: host}]', 'config.json:1:22: Duplicate context "host", which is built in'],
    [
      'ownContexts:\n  - name: pci\n  - name: b\n  - name: pci',
      'config.json:4:11: Duplicate context "pci", first at 2:11',
    ],
    ['ownContexts: [{}]', 'config.json:1:15: Missing key "name"'],
    ['ownContexts: [{name: a, label: {}}]', 'config.json:1:25: Unknown key "label"; did you mean "labels"?'],
  ])('%j is refused with its place', (text, message) => {
    expect(read(text).problems).toEqual([message]);
  });

  it('refuses variables that name no setting, or a value that the setting does not take', () => {
    const environment = {
      RULELIB_CLUSTERNAME: 'x',
      RULELIB_RING_BYTES: '5',
      RULELIB_LIVE: 'required',
      RULELIB_CLUSTER: 'required',
    };
    expect(read('', environment).problems).toEqual([
      '$RULELIB_RING_BYTES:1:1: Expected a power of two from 65536 to 1073741824, got "5"',
      '$RULELIB_CLUSTERNAME:1:1: Unknown variable "RULELIB_CLUSTERNAME"; did you mean "RULELIB_CLUSTER_NAME"?',
    ]);
  });

  it('has a variable for each setting, and none for two', () => {
    const names = listSettings().flatMap(({ variables }) => variables);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has defaults that it takes itself', () => {
    expect(read(JSON.stringify(read('').configuration)).problems).toEqual([]);
  });
});
