import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { expect, it, onTestFinished, vi } from 'vitest';
import { lifetimesMs } from '../src/admission/issue-certificates.ts';
import { type RunningWebhook, type RunWebhookOptions, runWebhook } from '../src/admission/run-webhook.ts';
import { readCertificates } from '../src/admission/webhook-secret.ts';
import { type ApiRequest, createApiClient } from '../src/client/api-client.ts';
import { connectByKubeconfig } from '../src/connection/connect-by-kubeconfig.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import type { TestCluster } from './cluster/test-cluster.ts';

const namespace = 'webhooks';
const configurationName = 'hook.webhooks';

function configurationFor(port: number): string {
  const webhook = {
    name: 'connect.rulelib.kubescape.io',
    admissionReviewVersions: ['v1'],
    // The test's API server reaches no Service: loopback in its place, with the same certificates.
    clientConfig: { url: `https://localhost:${port}/admission` },
    rules: [
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        operations: ['CONNECT'],
        resources: ['pods/exec', 'pods/attach', 'pods/portforward'],
      },
    ],
    failurePolicy: 'Ignore',
    sideEffects: 'None',
    timeoutSeconds: 2,
  };
  const kind = 'ValidatingWebhookConfiguration';
  const metadata = { name: configurationName };
  return JSON.stringify({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata, webhooks: [webhook] });
}

const pod = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace },
  spec: { nodeName: 'no-kubelet', containers: [{ name: 'app', image: 'app' }] },
});

const secret = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'hook', namespace, labels: { a: 'b' } },
});

async function prepare(cluster: TestCluster): Promise<void> {
  await cluster.createNamespace(namespace);
  await cluster.kubectlWith(pod, 'apply', '-f', '-');
  await cluster.kubectlWith(secret, 'apply', '-f', '-');
  // kubectl itself refuses to forward a port of a pod that does not run.
  const running = ['--subresource=status', '--type=merge', '-p', '{"status":{"phase":"Running"}}'];
  await cluster.kubectl('patch', 'pod', 'web-0', '-n', namespace, ...running);
}

async function runIn(cluster: TestCluster, options: Partial<RunWebhookOptions> = {}) {
  const events: RuntimeEvent[] = [];
  const errors: unknown[] = [];
  const api = createApiClient(await connectByKubeconfig(cluster.kubeconfig));
  let reads = 0;
  const client = {
    call: (request: ApiRequest) => {
      reads += request.method === undefined ? 1 : 0;
      return api.call(request);
    },
  };
  const webhook = await runWebhook({
    client,
    namespace,
    serviceName: 'hook',
    secretName: 'hook',
    configurationName: '',
    port: 0,
    address: '127.0.0.1',
    now: () => Date.now(),
    onEvent: (event) => events.push(event),
    onError: (error) => errors.push(error),
    checkMs: 200,
    ...options,
  });
  onTestFinished(() => webhook.close());
  return { webhook, events, errors, client, checks: () => reads };
}

/** What the API server says of the connection itself: there is no kubelet that could answer. */
async function kubectlFails(cluster: TestCluster, ...args: readonly string[]): Promise<void> {
  const all = ['--kubeconfig', cluster.kubeconfig, '--namespace', namespace, ...args];
  await expect(promisify(execFile)(cluster.programs.kubectl, all, { timeout: 30_000 })).rejects.toThrow();
}

async function tellsApiServer(cluster: TestCluster, { port }: RunningWebhook): Promise<void> {
  await cluster.kubectlWith(configurationFor(port), 'apply', '-f', '-');
}

await describeCluster('the admission webhook', (cluster) => {
  it('hears of exec, attach and port-forward, with who asked for it, although no kubelet answers', async () => {
    await prepare(cluster());
    const { webhook, events, errors, client } = await runIn(cluster());
    await tellsApiServer(cluster(), webhook);
    const place = { client, namespace, secretName: 'hook', configurationName };
    const second = await runIn(cluster(), { configurationName });
    expect(second.errors).toEqual([]);
    // The second operator found the certificates of the first, and told the API server of them.
    const { certificates } = await readCertificates(place);
    const bundle = await cluster().kubectl(
      'get',
      'validatingwebhookconfiguration',
      configurationName,
      '-o',
      'jsonpath={.webhooks[0].clientConfig.caBundle}',
    );
    expect(Buffer.from(bundle, 'base64').toString()).toBe(certificates?.authorities);
    // The API server takes a moment to see the configuration; until then it goes on without.
    await vi.waitUntil(
      async () => {
        await kubectlFails(cluster(), 'exec', 'web-0', '--', 'id');
        return events.length > 0;
      },
      { timeout: 60_000 },
    );
    await kubectlFails(cluster(), 'port-forward', 'pod/web-0', ':80');
    await vi.waitUntil(() => events.some(({ Kind }) => Kind === 'PodPortForwardOptions'));
    await kubectlFails(cluster(), 'attach', 'web-0');
    await vi.waitUntil(() => events.some(({ Kind }) => Kind === 'PodAttachOptions'));
    const exec = events.find(({ Kind }) => Kind === 'PodExecOptions');
    expect(exec).toMatchObject({
      eventType: 'k8s-admission',
      Operation: 'CONNECT',
      Resource: 'pods',
      Subresource: 'exec',
      Name: 'web-0',
      Namespace: namespace,
      UserInfo: { Username: 'admin', Groups: expect.arrayContaining(['system:masters']) },
      Object: { kind: 'PodExecOptions', container: 'app', command: ['id'] },
    });
    expect(errors).toEqual([]);
  }, 180_000);

  it('renews its certificates in time, shares them, and goes on serving without a restart', async () => {
    let nowMs = Date.now();
    const now = () => nowMs;
    const first = await runIn(cluster(), { now, configurationName });
    const second = await runIn(cluster(), { now, configurationName });
    const place = { client: first.client, namespace, secretName: 'hook' };
    const before = (await readCertificates(place)).certificates;
    nowMs += lifetimesMs.authority * 0.9;
    await vi.waitUntil(async () => (await readCertificates(place)).certificates?.authorities !== before?.authorities, {
      timeout: 30_000,
    });
    // Both wrote or read: whoever was slower has the other's.
    await vi.waitUntil(
      async () => {
        const bundle = await cluster().kubectl(
          'get',
          'validatingwebhookconfiguration',
          configurationName,
          '-o',
          'jsonpath={.webhooks[0].clientConfig.caBundle}',
        );
        const { certificates } = await readCertificates(place);
        return Buffer.from(bundle, 'base64').toString() === certificates?.authorities;
      },
      { timeout: 30_000 },
    );
    expect([...first.errors, ...second.errors]).toEqual([]);
    expect(
      await cluster().kubectl('get', 'secret', 'hook', '-n', namespace, '-o', 'jsonpath={.metadata.labels.a}'),
    ).toBe('b');
  }, 120_000);

  it('makes the Secret where nobody did, and the certificates again where somebody emptied it', async () => {
    const { client } = await runIn(cluster(), { secretName: 'own' });
    const place = { client, namespace, secretName: 'own' };
    const { certificates } = await readCertificates(place);
    expect(certificates).toBeDefined();
    await cluster().kubectl('delete', 'secret', 'own', '-n', namespace);
    await vi.waitUntil(async () => (await readCertificates(place)).certificates !== undefined, { timeout: 30_000 });
    expect((await readCertificates(place)).certificates?.cert).not.toBe(certificates?.cert);
  }, 60_000);

  it('does not open where it can neither read nor make its Secret', async () => {
    await expect(runIn(cluster(), { namespace: 'missing' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes what another operator wrote meanwhile', async () => {
    const both = await Promise.all([
      runIn(cluster(), { secretName: 'race' }),
      runIn(cluster(), { secretName: 'race' }),
    ]);
    expect(both.flatMap(({ errors }) => errors)).toEqual([]);
    const place = { client: both[0].client, namespace, secretName: 'race' };
    const before = (await readCertificates(place)).certificates;
    await vi.waitUntil(() => both.every(({ checks }) => checks() > 1));
    expect((await readCertificates(place)).certificates).toEqual(before);
  }, 60_000);
});
