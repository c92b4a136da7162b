import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '@rulelibrary/generator';
import { parseRules } from '@rulelibrary/schema';
import { readConfiguration } from '@rulelibrary/schema/configuration';
import { createDataValidator } from '@rulelibrary/schema/json-schemas';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StructuralSchema } from '../src/crd/structural-schema.ts';
import { closeSchema } from './close-schema.ts';
import { repositoryRules } from './library.ts';
import { chart, missingHelm, objectsOf as objectsIn, runHelm as run, renderChart as template } from './render-chart.ts';

const library = await repositoryRules();
const stable = library.filter(({ rule }) => rule.status === 'stable').map(({ rule }) => rule.spec);
const ids = stable.map(({ id }) => ({ ruleID: id }));

const installDefault = ['--set', 'alertCRD.installDefault=true'];
const namespaced = ['--set', 'alertCRD.scopeClustered=false', '--set', 'alertCRD.scopeNamespaced=true'];

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly rules?: readonly object[];
    readonly namespaceSelector?: { readonly matchExpressions: unknown };
    readonly scope?: string;
    readonly names?: { readonly kind: string };
    readonly versions?: readonly { readonly schema: { readonly openAPIV3Schema: StructuralSchema } }[];
  };
  readonly data?: Readonly<Record<string, string>>;
}

function objectsOf(text: string): KubernetesObject[] {
  return objectsIn(text);
}

/** Of the definitions and of what they define; the rest is in chart-workloads.test.ts. */
function namesOf(text: string): string[] {
  const kinds = new Set(['CustomResourceDefinition', 'Rules', 'RuntimeRuleAlertBinding']);
  return objectsOf(text)
    .filter(({ kind }) => kinds.has(kind))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .sort();
}

const always = [
  'CustomResourceDefinition applicationprofiles.kubescape.io',
  'CustomResourceDefinition networkneighborhoods.kubescape.io',
  'CustomResourceDefinition rules.kubescape.io',
  'CustomResourceDefinition runtimerulealertbindings.kubescape.io',
];

describe.skipIf(missingHelm !== undefined)(`the chart${missingHelm ? ` (skipped: ${missingHelm})` : ''}`, () => {
  it.each([
    ['default values', []],
    ['the default rules', installDefault],
    ['namespaced bindings', [...installDefault, ...namespaced]],
  ])('passes helm lint with %s', (_, args) => {
    expect(run('lint', chart, '--strict', ...args)).toMatchObject({ status: 0 });
  });

  it('installs the definitions, and no rules unless told so', () => {
    expect(namesOf(template())).toEqual(always);
  });

  it('installs the default rules and a cluster-scoped binding', () => {
    const text = template(...installDefault);
    expect(namesOf(text)).toEqual([...always, 'Rules default-rules', 'RuntimeRuleAlertBinding all-rules-all-pods']);
    const binding = objectsOf(text).find(({ kind }) => kind === 'RuntimeRuleAlertBinding');
    expect(binding?.metadata).not.toHaveProperty('namespace');
    expect(binding?.spec?.rules).toEqual(ids);
    expect(scopeOf(text)).toBe('Cluster');
  });

  it('renders exactly the stable rules of the folders', () => {
    const { rules, problems } = parseRules(template(...installDefault), 'rendered.yaml');
    expect(problems).toEqual([]);
    expect(rules.map(({ spec }) => spec)).toEqual(stable);
  });

  it('renders an expression with the braces of Helm as it is written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chart-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(chart, folder, { recursive: true });
    const message = `'{{ .Values }} {{{ {{- "x" }} {{"{{"}} \\\\{{ ' + {'a': {'b': 1}}`;
    const [first] = library;
    if (first === undefined) throw new Error('Expected a rule, got none');
    const spec = {
      ...first.rule.spec,
      description: '{{ include }}',
      expressions: { ...first.rule.spec.expressions, message },
    };
    const path = 'templates/node-agent/default-rules.yaml';
    const files = generate([{ ...first, rule: { ...first.rule, status: 'stable', spec } }]);
    writeFileSync(join(folder, path), files.find((file) => file.path.endsWith(path))?.content ?? '');
    const { stdout } = run('template', 'kubescape', folder, ...installDefault);
    expect(parseRules(stdout, 'rendered.yaml').rules.map((rule) => rule.spec)).toEqual([spec]);
  });

  it.each([
    ['the namespace of the chart', [], ['kubescape']],
    ['each namespace that is named', ['--set', 'includeNamespaces=web\\, 123\\,web'], ['web', '123']],
  ])('installs a namespaced binding in %s', (_, args, namespaces) => {
    const text = template(...installDefault, ...namespaced, ...args);
    const bindings = objectsOf(text).filter(({ kind }) => kind === 'RuntimeRuleAlertBinding');
    expect(bindings.map(({ metadata }) => metadata.namespace)).toEqual(namespaces);
    for (const { spec } of bindings) expect(spec).toEqual({ rules: ids });
    expect(scopeOf(text)).toBe('Namespaced');
  });

  it.each([
    ['both', 'alertCRD.scopeNamespaced=true', 'false'],
    ['neither', 'alertCRD.scopeClustered=false', 'true'],
  ])('does not render with %s scopes, and says what to do', (got, value, mend) => {
    const { status, stdout, stderr } = run('template', chart, '--set', value);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(
      `Expected exactly one of alertCRD.scopeClustered and alertCRD.scopeNamespaced to be true, got "${got}"; set one of them to ${mend}`,
    );
  });

  it.each([
    ['excludes namespaces', 'excludeNamespaces=a\\, b', [{ operator: 'NotIn', values: ['a', 'b'] }]],
    ['includes namespaces instead', 'includeNamespaces=c', [{ operator: 'In', values: ['c'] }]],
    ['selects all', 'excludeNamespaces=', undefined],
  ])('%s by %s', (_, value, requirements) => {
    const text = template(...installDefault, '--set', value);
    const { spec } = objectsOf(text).find(({ kind }) => kind === 'RuntimeRuleAlertBinding') ?? {};
    expect(spec?.namespaceSelector?.matchExpressions).toEqual(
      requirements?.map((requirement) => ({ key: 'kubernetes.io/metadata.name', ...requirement })),
    );
  });

  it('makes objects of a kind that the cluster does not have yet by a hook, and others not', () => {
    const hooks = (...args: string[]) =>
      objectsOf(template(...installDefault, ...args))
        .filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'] !== undefined)
        .map(({ kind }) => kind)
        .sort();
    expect(hooks()).toEqual(['Rules', 'RuntimeRuleAlertBinding']);
    expect(hooks('--api-versions', 'kubescape.io/v1/Rules')).toEqual(['RuntimeRuleAlertBinding']);
  });

  it('keeps the definitions when it is uninstalled', () => {
    const definitions = objectsOf(template()).filter(({ kind }) => kind === 'CustomResourceDefinition');
    const policies = definitions.map(({ metadata }) => metadata.annotations?.['helm.sh/resource-policy']);
    expect(policies).toEqual(['keep', 'keep', 'keep', 'keep']);
  });

  it.each([[[]], [namespaced], [['--set', 'includeNamespaces=web']]])(
    'renders objects that its definitions take, with %j',
    (args) => {
      const objects = objectsOf(template(...installDefault, ...args));
      const custom = objects.filter(({ kind }) => kind === 'Rules' || kind === 'RuntimeRuleAlertBinding');
      expect(custom).toHaveLength(2);
      for (const object of custom) expect(validatorOf(objects, object.kind)(object)).toEqual([]);
    },
  );

  it('has definitions that refuse what is misspelt or mistyped', () => {
    const objects = objectsOf(template(...installDefault));
    const rules = objects.find(({ kind }) => kind === 'Rules');
    const changed = (change: object) => ({ ...rules, spec: { rules: [{ ...rules?.spec?.rules?.[0], ...change }] } });
    const validate = validatorOf(objects, 'Rules');
    expect(validate(changed({}))).toEqual([]);
    expect(validate(changed({ severity: 11 }))).toEqual(['/spec/rules/0/severity: must be <= 10']);
    expect(validate(changed({ severety: 5 }))).toHaveLength(1);
    expect(validate(changed({ state: { port: [1] } }))).toHaveLength(1);
  });

  it('hands the configuration of the node agents over, by the paths that operators know', () => {
    const values = [
      'maxLearningPeriod=12h',
      'learningPeriod=30s',
      'ruleCooldown.ruleCooldownDuration=1h30m',
      'hostMonitoringEnabled=false',
      'standaloneMonitoringEnabled=false',
    ];
    const text = template(...values.flatMap((value) => ['--set', `nodeAgent.config.${value}`]));
    const config = objectsOf(text).find(({ kind }) => kind === 'ConfigMap')?.data?.['config.json'] ?? '';
    expect(JSON.parse(config)).toMatchObject({
      maxLearningPeriod: '12h',
      learningPeriod: '30s',
      ruleCooldown: { ruleCooldownDuration: '1h30m', ruleCooldownMaxSize: 20_000 },
      hostMonitoringEnabled: false,
      standaloneMonitoringEnabled: false,
    });
    expect(readConfiguration({ text: config, file: 'config.json' }).problems).toEqual([]);
  });

  it.each([
    'alertCRD.instalDefault=true',
    'alertCRD.installDefault=yes',
    'nodeAgent.config.maxLearningPeriod=1d',
    'nodeAgent.config.ruleCooldown.ruleCooldownMaxSize=0',
    'ksNamespace=Kubescape',
  ])('refuses %s', (value) => {
    const { status, stderr } = run('template', chart, '--set', value);
    expect(status).toBe(1);
    expect(stderr).toContain("values don't meet the specifications of the schema");
  });
});

function scopeOf(text: string): string | undefined {
  const objects = objectsOf(text);
  return objects.find(({ metadata }) => metadata.name === 'runtimerulealertbindings.kubescape.io')?.spec?.scope;
}

/** A check by the rendered definition of the kind, to which an unknown key is an error and not pruned in silence. */
function validatorOf(objects: readonly KubernetesObject[], kind: string) {
  const definition = objects.find(({ spec }) => spec?.names?.kind === kind);
  return createDataValidator(closeSchema(definition?.spec?.versions?.[0]?.schema.openAPIV3Schema ?? {}));
}
