import { afterEach, describe, expect, it } from 'vitest';
import type { Container } from '../contexts/container.ts';
import { askDocker } from './ask-docker.ts';
import { type SocketServer, serveBytes, serveHttp } from './socket-server.test.support.ts';

const container: Container = { id: 'c1', pid: 1, mntns: 2, startedMs: 0, wasRunning: false };

describe('askDocker', () => {
  let server: SocketServer;
  afterEach(() => server.close());

  const serve = async (status: number, body: string) => {
    server = await serveHttp((request, response) => {
      response.statusCode = request.url === '/containers/c1/json' ? status : 500;
      response.end(body);
    });
  };

  it('tells name, image and labels', async () => {
    await serve(200, JSON.stringify({ Name: '/web', Config: { Image: 'nginx:1', Labels: { app: 'x\u001b' } } }));
    expect(await askDocker(server.socket, container)).toEqual({ name: 'web', image: 'nginx:1', labels: { app: 'x�' } });
  });

  it('knows nothing of a container that is not there, and of an answer without members', async () => {
    await serve(404, '{}');
    expect(await askDocker(server.socket, container)).toBeUndefined();
    await server.close();
    await serve(200, '{"Config":{"Labels":[1]},"Name":7}');
    expect(await askDocker(server.socket, container)).toEqual({});
  });

  it.each([
    ['with another status', 500, '{}'],
    ['with what is no JSON', 200, '{'],
    ['with too much', 200, `{"x":"${'x'.repeat(2 ** 22)}"}`],
  ])('fails where it answers %s', async (_, status, body) => {
    await serve(status, body);
    await expect(askDocker(server.socket, container)).rejects.toThrow();
  });

  it.each([
    ['nothing', ''],
    ['garbage', '\0\0\0\0\r\n\r\n'],
  ])('fails within its time where it says %s', async (_, said) => {
    server = await serveBytes((socket) => socket.write(said));
    const before = performance.now();
    await expect(askDocker(server.socket, container)).rejects.toThrow();
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
