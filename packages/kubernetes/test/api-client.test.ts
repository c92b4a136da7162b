import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { Agent, createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createApiClient } from '../src/client/api-client.ts';
import { createCertificates } from './cluster/certificates.ts';

/** A client of a server that answers as `listener` does: what an API server does only when something breaks. */
async function clientOf(listener: RequestListener) {
  const folder = await mkdtemp(path.join(tmpdir(), 'api-client-'));
  const { authority } = await createCertificates(folder);
  const read = (name: string) => readFile(path.join(folder, name), 'utf8');
  const server = createServer({ cert: await read('server.crt'), key: await read('server.key') }, listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });
  const address = server.address();
  const agent = new Agent({ keepAlive: true, ca: authority });
  const refresh = vi.fn();
  const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const authorize = async () => ({ headers: { authorization: 'Bearer t' }, agent });
  return { client: createApiClient({ url, namespace: undefined, authorize, refresh }), refresh };
}

it('sends what it is told to, and reads JSON', async () => {
  const { client } = await clientOf((request, response) => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, type: headers['content-type'], token: headers.authorization }));
  });
  const query = { limit: 5, continue: undefined, fieldSelector: 'a=b' };
  expect(await client.call({ method: 'PATCH', path: '/x', query, body: {}, contentType: 'a/b' })).toEqual({
    ...{ method: 'PATCH', url: '/x?limit=5&fieldSelector=a%3Db', type: 'a/b', token: 'Bearer t' },
  });
});

it.each([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
  [410, 'gone'],
  [413, 'too-large'],
  [422, 'rejected'],
  [429, 'overloaded'],
  [503, 'overloaded'],
])('answers of status %d are errors: %s', async (status, code) => {
  const { client } = await clientOf((_, response) => response.writeHead(status).end('{"message":"why"}'));
  await expect(client.call({ path: '/x' })).rejects.toMatchObject({ code, message: `Cannot call /x: ${status} why` });
});

it('gives up an answer that does not begin, and one that does not end', async () => {
  const silent = await clientOf(() => undefined);
  await expect(silent.client.call({ path: '/', timeoutMs: 100 })).rejects.toMatchObject({ code: 'timeout' });
  expect(silent.refresh).toHaveBeenCalled();
  const half = await clientOf((_, response) => response.writeHead(200).write('{"items":['));
  await expect(half.client.call({ path: '/', timeoutMs: 100 })).rejects.toMatchObject({ code: 'unreachable' });
});

it('takes a time that is no whole number', async () => {
  const { client } = await clientOf((_, response) => response.end('{}'));
  expect(await client.call({ path: '/', timeoutMs: 10_000 / 3 })).toEqual({});
});

it('says malformed of an answer that is no JSON', async () => {
  const { client } = await clientOf((_, response) => response.end('<html>'));
  await expect(client.call({ path: '/' })).rejects.toMatchObject({ code: 'malformed' });
});

it('tells of a stream that is open before its first line', async () => {
  const { client } = await clientOf((_, response) => {
    response.writeHead(200).flushHeaders();
    setTimeout(() => response.end('a\nb\n'), 50);
  });
  const told: string[] = [];
  await client.stream({ path: '/', onOpen: () => told.push('open') }, (line) => told.push(line));
  expect(told).toEqual(['open', 'a', 'b']);
});

it('asks once for all who want to know whether the API server answers', async () => {
  let asked = 0;
  const { client } = await clientOf((_, response) => {
    asked++;
    setTimeout(() => response.end('{}'), 50);
  });
  expect(await Promise.all([client.isReachable(), client.isReachable()])).toEqual([true, true]);
  expect(asked).toBe(1);
  expect(await client.isReachable()).toBe(true);
  expect(asked).toBe(2);
});
