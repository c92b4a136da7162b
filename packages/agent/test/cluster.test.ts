import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert } from '@rulelibrary/engine';
import { parseYaml } from '@rulelibrary/schema';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ContainerNode,
  imageName,
  missingTools,
  type RunningContainer,
  startContainerNode,
} from './container-node.ts';
import { type LineProcess, startNode } from './line-process.ts';
import { missingHelm, runHelm, setting } from './run-helm.ts';
import { root, startTestCluster, type TestCluster } from './test-cluster.ts';

// The scripted run: the chart, applied; the agent and the operator, started from its configuration; a pod whose container is
// a real one; an attack in it. Then all that a user does by kubectl alone.

const isRequired = process.env['RULELIB_CLUSTER'] === 'required';
const nodeName = `node-${randomUUID().slice(0, 8)}`;
const patience = { timeout: 90_000, interval: 200 };

interface ApiObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  readonly webhooks?: readonly object[];
}

const missing = missingTools() ?? (await missingHelm());
const started = missing === undefined ? await startTestCluster() : { reason: missing };
const reason = 'reason' in started ? started.reason : undefined;
if (reason !== undefined) console.warn(`the scripted run is skipped: ${reason}`);

if (reason !== undefined && isRequired) {
  it('runs', () => expect.fail(`Cannot run, and RULELIB_CLUSTER is "required": ${reason}`));
}

describe.skipIf(reason !== undefined)(`the chart in a cluster${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const cluster = started as TestCluster;
  const folder = mkdtempSync(join(tmpdir(), 'agent-cluster-'));
  let node: ContainerNode;
  let agent: LineProcess;
  let operator: LineProcess;
  let web: RunningContainer;
  let shop: RunningContainer;

  const alertsOf = ({ stdout }: LineProcess, ruleId: string): Alert[] =>
    stdout.map((line) => JSON.parse(line) as Alert).filter((alert) => alert.ruleId === ruleId);
  const logOf = ({ stderr }: LineProcess) => stderr.join('\n');

  beforeAll(async () => {
    node = await startContainerNode();
    for (const name of ['kubescape', 'team-a', 'team-b']) await cluster.createNamespace(name);
    const objects = await renderChart();
    // In Helm's order: what the definitions define comes by a hook, after the installation.
    const isHook = ({ metadata }: ApiObject) => metadata.annotations?.['helm.sh/hook'] !== undefined;
    await cluster.apply(...objects.filter((object) => !isHook(object)));
    await cluster.kubectl('wait', '--for=condition=established', 'crd', '--all', '--timeout=60s');
    await cluster.apply(...objects.filter(isHook));
    const config = join(folder, 'config.json');
    const text = objects.find(({ kind }) => kind === 'ConfigMap')?.data?.['config.json'] ?? '';
    writeFileSync(config, text);
    const start = async (program: string, account: string) =>
      startNode(['packages/agent/src/main.ts', program, '--config', config], {
        cwd: root,
        environment: {
          KUBECONFIG: await kubeconfigOf(account),
          NODE_NAME: nodeName,
          NAMESPACE_NAME: 'kubescape',
          POD_NAME: `${program}-0`,
          RULELIB_LISTEN_PORT: '0',
          RULELIB_LISTEN_ADDRESS: '127.0.0.1',
          RULELIB_CONTAINERD_SOCKET: node.socket,
          RULELIB_STATE_DIRECTORY: join(folder, program),
          RULELIB_WEBHOOK_PORT: '0',
        },
      });
    agent = await start('agent', 'node-agent');
    operator = await start('operator', 'node-agent-operator');
    await vi.waitUntil(() => logOf(agent).includes('"rules in use"') && /"active":[1-9]/.test(logOf(agent)), patience);
    web = await startPod('team-a', 'web');
    shop = await startPod('team-b', 'shop');
  }, 40 * 60_000);

  afterAll(async () => {
    const codes = await Promise.all([agent?.stop(), operator?.stop()]);
    await node?.close();
    await cluster.close();
    rmSync(folder, { recursive: true });
    expect(codes).toEqual([0, 0]);
  }, 120_000);

  /** As a pod of the chart is known to the API server, with the rights that the chart gives it and no others. */
  async function kubeconfigOf(account: string): Promise<string> {
    const file = join(folder, account);
    const config = JSON.parse(await cluster.kubectl('config', 'view', '--raw', '-o', 'json'));
    const token = (await cluster.kubectl('create', 'token', account, '-n', 'kubescape', '--duration=1h')).trim();
    const users = config.users.map(({ name }: { readonly name: string }) => ({ name, user: { token } }));
    writeFileSync(file, JSON.stringify({ ...config, users }));
    return file;
  }

  /** A pod of a Deployment, as controllers and kubelet would have made it. */
  async function startPod(namespace: string, name: string): Promise<RunningContainer> {
    const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image: imageName }] } };
    const selector = { matchLabels: { app: name } };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: { selector, template },
    };
    await cluster.apply(deployment);
    const owned = async (kind: string, owner: string) => ({
      apiVersion: 'apps/v1',
      kind,
      name: owner,
      uid: (await cluster.kubectl('get', kind, owner, '-n', namespace, '-o', 'jsonpath={.metadata.uid}')).trim(),
      controller: true,
    });
    const replicaSet = `${name}-5d4f`;
    await cluster.apply({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: replicaSet, namespace, ownerReferences: [await owned('Deployment', name)] },
      spec: { selector, template },
    });
    const pod = `${replicaSet}-x7k2p`;
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: pod,
        namespace,
        labels: { app: name },
        ownerReferences: [await owned('ReplicaSet', replicaSet)],
      },
      spec: { nodeName, ...template.spec },
    });
    const running = ['--subresource=status', '--type=merge', '-p', '{"status":{"phase":"Running"}}'];
    await cluster.kubectl('patch', 'pod', pod, '-n', namespace, ...running);
    const uid = (await cluster.kubectl('get', 'pod', pod, '-n', namespace, '-o', 'jsonpath={.metadata.uid}')).trim();
    return node.start({ namespace, pod, uid, name: 'app' }, ['/bin/sh', '-c', 'while :; do /bin/sleep 0.2; done']);
  }

  it('raises alerts of an attack in a container, with whose it is', async () => {
    await vi.waitUntil(async () => (await completedProfiles()) === 2, patience);
    await web.exec('/bin/cat', '/etc/shadow');
    await web.exec('/bin/sh', '-c', '/bin/cp /bin/sleep /tmp/dropped; /tmp/dropped 0');
    const from = {
      sourceContext: 'kubernetes',
      container: { id: web.id, name: 'app', image: imageName, imageDigest: expect.stringContaining('sha256:') },
      kubernetes: {
        cluster: 'test',
        namespace: 'team-a',
        pod: 'web-5d4f-x7k2p',
        workload: { kind: 'Deployment', name: 'web' },
        node: nodeName,
      },
    };
    await vi.waitUntil(() => ['R0001', 'R0010', 'R1001'].every((id) => alertsOf(agent, id).length > 0), patience);
    expect(alertsOf(agent, 'R0001').map(({ process }) => process?.exepath)).toContain('/bin/cat');
    expect(alertsOf(agent, 'R0010')[0]).toMatchObject({ ...from, process: { exepath: '/bin/cat' } });
    expect(alertsOf(agent, 'R1001')[0]).toMatchObject({ ...from, process: { exepath: '/tmp/dropped' } });
    for (const alert of alertsOf(agent, 'R0001')) expect(alert).toMatchObject(from);
    // What was learned is there for every node, and for whoever looks.
    const status = 'jsonpath={.items[0].metadata.annotations.kubescape\\.io/status}';
    await vi.waitUntil(
      async () => (await cluster.kubectl('get', 'applicationprofiles', '-n', 'team-a', '-o', status)) === 'completed',
      patience,
    );
  }, 180_000);

  it('runs a rule that kubectl applies where its binding selects, says where it is broken, and forgets it', async () => {
    const custom = (expression: string) => ({
      apiVersion: 'kubescape.io/v1',
      kind: 'Rules',
      metadata: { name: 'custom-runtime-rules', namespace: 'kubescape' },
      spec: { rules: [curlRule(expression)] },
    });
    const good =
      "event.comm == 'curl' && !ap.was_executed(event.containerId, parse.get_exec_path(event.args, event.comm))";
    const column = (path: string) =>
      cluster.kubectl('get', 'rules', 'custom-runtime-rules', '-n', 'kubescape', '-o', `jsonpath=${path}`);
    await cluster.apply(custom(good));
    await cluster.apply({
      apiVersion: 'kubescape.io/v1',
      kind: 'RuntimeRuleAlertBinding',
      metadata: { name: 'team-a-custom-rules' },
      spec: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } },
        rules: [{ ruleID: 'R2950' }],
      },
    });
    await vi.waitUntil(async () => (await column('{.status.accepted}')) === '1', patience);
    await vi.waitUntil(async () => {
      await web.exec('/bin/curl');
      await shop.exec('/bin/curl');
      return alertsOf(agent, 'R2950').length > 0;
    }, patience);
    // R0001 is bound in both namespaces: the other container's curl was seen, and was none of R2950's business.
    const curls = () => alertsOf(agent, 'R0001').filter(({ process }) => process?.exepath === '/bin/curl');
    await vi.waitUntil(() => curls().some(({ kubernetes }) => kubernetes?.namespace === 'team-b'), patience);
    expect(alertsOf(agent, 'R2950').map(({ kubernetes }) => kubernetes?.namespace)).toEqual(['team-a']);

    await cluster.apply(custom(good.replace('event.comm', 'event.com')));
    await vi.waitUntil(async () => (await column('{.status.invalid}')) === '1', patience);
    expect(await column('{.status.rules[0].message}')).toContain('did you mean "comm"');
    await vi.waitUntil(() => /R2950.*cannot be used/.test(logOf(agent)), patience);

    await cluster.apply(custom(good.replace("'curl'", "'cat'").replace(/ && .*/, '')));
    await vi.waitUntil(async () => (await column('{.status.accepted}')) === '1', patience);
    await vi.waitUntil(async () => {
      await web.exec('/bin/cat', '/etc/shadow');
      return alertsOf(agent, 'R2950').some(({ process }) => process?.comm === 'cat');
    }, patience);

    await cluster.kubectl('delete', 'rules', 'custom-runtime-rules', '-n', 'kubescape');
    const unknown = () =>
      cluster.kubectl(
        'get',
        'runtimerulealertbindings',
        'team-a-custom-rules',
        '-o',
        'jsonpath={.status.unknownRules[0]}',
      );
    await vi.waitUntil(async () => (await unknown()) === 'R2950', patience);
  }, 300_000);

  it('reports exec and port-forward with who asked for them, although no kubelet answers', async () => {
    for (const name of ['r2000-exec-to-pod', 'r2001-port-forward']) {
      await cluster.kubectl('apply', '-f', join(root, 'pkg/rules', name, 'rule.yaml'));
    }
    await cluster.apply({
      apiVersion: 'kubescape.io/v1',
      kind: 'RuntimeRuleAlertBinding',
      metadata: { name: 'admission' },
      spec: { podSelector: { matchLabels: { app: 'web' } }, rules: [{ ruleTags: ['admission'] }] },
    });
    const port = await vi.waitUntil(
      () => /"port":(\d+),"msg":"answering admission/.exec(logOf(operator))?.[1],
      patience,
    );
    await reachByLoopback(port);
    const as = ['--as=jane', '--as-group=system:masters', '-n', 'team-a'];
    await vi.waitUntil(async () => {
      await cluster.kubectl('exec', ...as, 'web-5d4f-x7k2p', '--', 'id').catch(() => {});
      return alertsOf(operator, 'R2000').length > 0;
    }, patience);
    await cluster.kubectl('port-forward', ...as, 'pod/web-5d4f-x7k2p', ':80').catch(() => {});
    await vi.waitUntil(() => alertsOf(operator, 'R2001').length > 0, patience);
    for (const id of ['R2000', 'R2001']) {
      const [alert] = alertsOf(operator, id);
      expect(alert?.message).toContain('jane');
      expect(alert).toMatchObject({
        event: { UserInfo: { Username: 'jane' } },
        kubernetes: { namespace: 'team-a', pod: 'web-5d4f-x7k2p' },
      });
    }
    expect(alertsOf(agent, 'R2000')).toEqual([]);
  }, 240_000);

  it('goes on while the API server is away, and is current soon after it is back', async () => {
    await cluster.stopApiServer();
    await web.exec('/bin/sh', '-c', '/bin/cp /bin/sleep /tmp/second; /tmp/second 0');
    const found = () => alertsOf(agent, 'R1001').find(({ process }) => process?.exepath === '/tmp/second');
    expect(await vi.waitUntil(found, patience)).toMatchObject({
      kubernetes: { namespace: 'team-a', workload: { kind: 'Deployment', name: 'web' } },
    });
    await cluster.startApiServer();
    const backMs = Date.now();
    await cluster.kubectl('delete', 'runtimerulealertbindings', 'all-rules-all-pods');
    // The binding of the second test is what is left, and it names a rule that is gone.
    await vi.waitUntil(() => /"bindings":2\b(?!.*"bindings":3)/s.test(logOf(agent).slice(-2_000)), patience);
    expect(Date.now() - backMs).toBeLessThan(20_000);
  }, 240_000);

  async function completedProfiles(): Promise<number> {
    const port = /"port":(\d+),"msg":"serving/.exec(logOf(agent))?.[1];
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(/^rulelib_profiles\{status="completed"\} (\d+)/m.exec(metrics)?.[1] ?? 0);
  }

  /** The API server reaches no Service here: loopback in its place, with the authority that the operator published. */
  async function reachByLoopback(port: string): Promise<void> {
    const name = 'node-agent-operator-webhook.kubescape';
    const bundle = 'jsonpath={.webhooks[0].clientConfig.caBundle}';
    await vi.waitUntil(
      async () => (await cluster.kubectl('get', 'validatingwebhookconfiguration', name, '-o', bundle)) !== '',
      patience,
    );
    const caBundle = await cluster.kubectl('get', 'validatingwebhookconfiguration', name, '-o', bundle);
    const clientConfig = { url: `https://localhost:${port}/admission`, caBundle };
    const patch = [{ op: 'replace', path: '/webhooks/0/clientConfig', value: clientConfig }];
    await cluster.kubectl('patch', 'validatingwebhookconfiguration', name, '--type=json', '-p', JSON.stringify(patch));
  }
});

/** As Helm renders it for this cluster: short learning, every namespace but its own. */
async function renderChart(): Promise<ApiObject[]> {
  const values = setting(
    'alertCRD.installDefault=true',
    'clusterName=test',
    'nodeAgent.config.maxLearningPeriod=6s',
    'nodeAgent.config.learningPeriod=2s',
    'nodeAgent.config.hostMonitoringEnabled=false',
    'nodeAgent.config.standaloneMonitoringEnabled=false',
  );
  const version = ['--kube-version', 'v1.33.0'];
  const stdout = await runHelm('template', 'kubescape', 'CHART', '--namespace', 'kubescape', ...version, ...values);
  return parseYaml(stdout, 'rendered.yaml').filter((object) => object !== null) as ApiObject[];
}

/** The example of the documentation, under an id that is free. */
function curlRule(expression: string): object {
  return {
    name: 'Unexpected curl execution',
    enabled: true,
    id: 'R2950',
    description: 'Detects curl executions that were not part of the learned application profile.',
    expressions: {
      message: "'Unexpected curl execution: ' + event.comm",
      uniqueId: "event.containerId + '_unexpected_curl'",
      ruleExpression: [{ eventType: 'exec', expression }],
    },
    profileDependency: 0,
    severity: 5,
    supportPolicy: false,
    isTriggerAlert: true,
    mitreTactic: 'TA0002',
    mitreTechnique: 'T1059',
    tags: ['context:kubernetes', 'custom', 'exec', 'applicationprofile'],
  };
}
