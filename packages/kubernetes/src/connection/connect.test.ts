import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from './connect.ts';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return folder;
}

const inPod = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };
const account = { token: 'first\n', 'ca.crt': '', namespace: 'kubescape\n' };

it('reads the token of a pod anew for every request', async () => {
  const folder = await folderWith(account);
  const connection = await connect({ environment: inPod, serviceAccountFolder: folder });
  expect([connection.url, connection.namespace]).toEqual(['https://10.0.0.1:443', 'kubescape']);
  expect((await connection.authorize()).headers).toEqual({ authorization: 'Bearer first' });
  await writeFile(path.join(folder, 'token'), 'second');
  expect((await connection.authorize()).headers).toEqual({ authorization: 'Bearer second' });
});

it('puts an IPv6 address into brackets', async () => {
  const environment = { ...inPod, KUBERNETES_SERVICE_HOST: 'fd00::1' };
  expect((await connect({ environment })).url).toBe('https://[fd00::1]:443');
});

it('says which file of the account is missing', async () => {
  const connection = await connect({ environment: inPod, serviceAccountFolder: await folderWith({}) });
  await expect(connection.authorize()).rejects.toMatchObject({ code: 'configuration', message: /token/ });
});

it('takes the configuration that is named before the pod, and KUBECONFIG after it', async () => {
  const config = (server: string) =>
    JSON.stringify({
      ...{ clusters: [{ name: 'c', cluster: { server } }], users: [{ name: 'u', user: { token: 't' } }] },
      ...{ contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', namespace: 'n' } }], 'current-context': 'x' },
    });
  const folder = await folderWith({ named: config('https://named:1/'), environment: config('https://environment:1') });
  const [named, KUBECONFIG] = [path.join(folder, 'named'), path.join(folder, 'environment')];
  expect((await connect({ kubeconfig: named, environment: inPod })).url).toBe('https://named:1');
  const found = await connect({ environment: { KUBECONFIG } });
  expect([found.url, found.namespace]).toEqual(['https://environment:1', 'n']);
  expect((await found.authorize()).headers).toEqual({ Authorization: 'Bearer t' });
});

it.each([
  ['no cluster', {}],
  ['a file that is not there', { KUBECONFIG: '/nonexistent/config' }],
])('%s is an error of the configuration', async (_, environment) => {
  await expect(connect({ environment })).rejects.toMatchObject({ code: 'configuration' });
});
