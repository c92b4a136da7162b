import { afterAll, describe, expect, it } from 'vitest';
import { missingHelm, runHelm, setting } from './run-helm.ts';
import { startTestCluster, type TestCluster } from './test-cluster.ts';

// What Helm does to a cluster that is there: `helm template` looks nothing up, installs nothing and forgets nothing.

const isRequired = process.env['RULELIB_CLUSTER'] === 'required';
const missing = await missingHelm();
const started = missing === undefined ? await startTestCluster() : { reason: missing };
const reason = 'reason' in started ? started.reason : undefined;
if (reason !== undefined) console.warn(`Helm's tests in a cluster are skipped: ${reason}`);

if (reason !== undefined && isRequired) {
  it('runs', () => expect.fail(`Cannot run, and RULELIB_CLUSTER is "required": ${reason}`));
}

describe.skipIf(reason !== undefined)(`Helm in a cluster${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const cluster = started as TestCluster;
  const helm = (...args: readonly string[]) =>
    runHelm(...args, '--kubeconfig', cluster.kubeconfig, '--namespace', 'kubescape');
  const withRules = setting('alertCRD.installDefault=true');
  const get = (...args: readonly string[]) => cluster.kubectl('get', ...args);
  const ownRules = {
    apiVersion: 'kubescape.io/v1',
    kind: 'Rules',
    metadata: { name: 'own', namespace: 'kubescape' },
    spec: { rules: [] },
  };
  const hook = ['validatingwebhookconfiguration', 'node-agent-operator-webhook.kubescape'];
  const bundle = ['-o', 'jsonpath={.webhooks[0].clientConfig.caBundle}'];
  const owner = (name: string) =>
    get('crd', name, '-o', 'jsonpath={.metadata.annotations.meta\\.helm\\.sh/release-name}');

  afterAll(() => cluster.close(), 60_000);

  it('installs definitions, rules and a binding at once, and says what to do next', async () => {
    const notes = await helm('install', 'kubescape', 'CHART', '--create-namespace', ...withRules);
    expect(notes).toContain('kubectl rollout status daemonset/node-agent --namespace kubescape');
    expect(notes).not.toMatch(/was there|No rules are installed|<no value>/);
    expect((await get('rules,runtimerulealertbindings', '-A', '-o', 'name')).split('\n')).toEqual([
      'rules.kubescape.io/default-rules',
      'runtimerulealertbinding.kubescape.io/all-rules-all-pods',
      '',
    ]);
    expect(await owner('rules.kubescape.io')).toBe('kubescape');
  }, 120_000);

  it('upgrades without taking from the operator what it wrote, or from users what is theirs', async () => {
    await cluster.apply(ownRules);
    const authority = Buffer.from('-----BEGIN CERTIFICATE-----\n').toString('base64');
    const patch = [
      { op: 'add', path: '/webhooks/0/clientConfig/caBundle', value: (await someAuthority()) ?? authority },
    ];
    await cluster.kubectl('patch', ...hook, '--type=json', '-p', JSON.stringify(patch));
    const secret = ['secret', 'node-agent-operator-webhook', '-n', 'kubescape'];
    await cluster.kubectl('patch', ...secret, '--type=merge', '-p', '{"data":{"tls.crt":"YQ=="}}');
    const before = await get(...hook, ...bundle);
    for (const timeout of [3, 4]) {
      await helm(
        'upgrade',
        'kubescape',
        'CHART',
        ...withRules,
        ...setting(`operator.webhook.timeoutSeconds=${timeout}`),
      );
    }
    expect(await get(...hook, '-o', 'jsonpath={.webhooks[0].timeoutSeconds}')).toBe('4');
    expect(await get(...hook, ...bundle)).toBe(before);
    expect(before).not.toBe('');
    expect(await get(...secret, '-o', 'jsonpath={.data.tls\\.crt}')).toBe('YQ==');
    expect(await get('rules', '-n', 'kubescape', '-o', 'name')).toContain('/own\n');
  }, 120_000);

  it('uninstalls and leaves the definitions, and with them what users made', async () => {
    await helm('uninstall', 'kubescape');
    expect(
      await get(
        'daemonset,deployment,service,secret,clusterrole,role,validatingwebhookconfiguration',
        '-A',
        '-l',
        'app.kubernetes.io/instance=kubescape',
        '-o',
        'name',
      ),
    ).toBe('');
    expect(await get('rules', '-n', 'kubescape', '-o', 'name')).toContain('/own\n');
    expect(await owner('runtimerulealertbindings.kubescape.io')).toBe('kubescape');
  }, 120_000);

  it('uses definitions of another release as they are, and says so', async () => {
    const notes = await helm('install', 'second', 'CHART', ...withRules);
    expect(notes).toContain('The definition rules.kubescape.io was there (of release kubescape/kubescape)');
    expect(await owner('rules.kubescape.io')).toBe('kubescape');
    expect(await get('rules', '-n', 'kubescape', '-o', 'name')).toContain('default-rules');
    await helm('uninstall', 'second');
    expect(await get('crd', 'rules.kubescape.io', '-o', 'name')).toContain('rules.kubescape.io');
  }, 120_000);

  it('leaves a definition and default rules alone that belong to no release', async () => {
    for (const name of ['rules.kubescape.io', 'runtimerulealertbindings.kubescape.io']) {
      await cluster.kubectl('annotate', 'crd', name, 'meta.helm.sh/release-name-', 'meta.helm.sh/release-namespace-');
    }
    await cluster.kubectl('delete', 'rules', 'default-rules', '-n', 'kubescape', '--ignore-not-found');
    await cluster.apply({ ...ownRules, metadata: { name: 'default-rules', namespace: 'kubescape' } });
    const notes = await helm('install', 'kubescape', 'CHART', ...withRules);
    expect(notes).toContain('The definition rules.kubescape.io was there (of no release)');
    expect(notes).toContain('The object default-rules was there (of no release) and is used as it is.');
    expect(await owner('rules.kubescape.io')).toBe('');
    expect(await get('rules', 'default-rules', '-n', 'kubescape', '-o', 'jsonpath={.spec.rules}')).toBe('[]');
    await helm('uninstall', 'kubescape');
    expect(await get('rules', 'default-rules', '-n', 'kubescape', '-o', 'name')).toContain('default-rules');
  }, 120_000);

  /** The API server takes a bundle of real certificates alone: its own will do. */
  async function someAuthority(): Promise<string | undefined> {
    const config = JSON.parse(await cluster.kubectl('config', 'view', '--raw', '-o', 'json'));
    return config.clusters[0].cluster['certificate-authority-data'];
  }
});
