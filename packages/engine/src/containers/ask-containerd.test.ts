import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Container } from '../contexts/container.ts';
import { askContainerd } from './ask-containerd.ts';
import { textField } from './protobuf.ts';
import { type GrpcAnswer, type SocketServer, serveBytes, serveGrpc } from './socket-server.test.support.ts';

const bundle = '/run/containerd/io.containerd.runtime.v2.task/k8s.io/c1';
const container: Container = { id: 'c1', pid: 1, mntns: 2, startedMs: 0, wasRunning: false };
const digest = `sha256:${'ab'.repeat(32)}`;
const api = '/containerd.services';

const nested = (field: number, ...parts: readonly Buffer[]): Buffer =>
  textField(field, Buffer.concat(parts).toString('utf8'));
const label = (name: string, value: string): Buffer => nested(2, textField(1, name), textField(2, value));

/** What containerd answers of one container in the namespace `k8s.io`. */
const answer: GrpcAnswer = (method, namespace, message) => {
  switch (method) {
    case `${api}.namespaces.v1.Namespaces/List`:
      return { status: 0, message: Buffer.concat(['default', 'k8s.io'].map((name) => nested(1, textField(1, name)))) };
    case `${api}.containers.v1.Containers/Get`: {
      if (namespace !== 'k8s.io' || !message.equals(textField(1, 'c1'))) return { status: 5 };
      const labels = [label('io.kubernetes.pod.name', 'web-1'), label('io.kubernetes.container.name', 'web')];
      return { status: 0, message: nested(1, textField(1, 'c1'), ...labels, textField(3, 'docker.io/nginx:1')) };
    }
    case `${api}.images.v1.Images/Get`:
      return { status: 0, message: nested(1, textField(1, 'docker.io/nginx:1'), nested(3, textField(2, digest))) };
    default:
      return { status: 12 };
  }
};

describe('askContainerd', () => {
  let server: SocketServer;
  afterEach(() => server.close());

  it.each([bundle, undefined])(
    'tells labels, name, image and digest of the container with bundle %s',
    async (known) => {
      server = await serveGrpc(answer);
      const asked = known === undefined ? container : { ...container, bundle: known };
      expect(await askContainerd(server.socket, asked)).toEqual({
        ...{ name: 'web', image: 'docker.io/nginx:1', imageDigest: digest },
        labels: { 'io.kubernetes.pod.name': 'web-1', 'io.kubernetes.container.name': 'web' },
      });
    },
  );

  it('knows nothing of a container that is not there', async () => {
    server = await serveGrpc(answer);
    expect(await askContainerd(server.socket, { ...container, id: 'c2' })).toBeUndefined();
  });

  it('does without an image that is gone', async () => {
    server = await serveGrpc((method, ...rest) =>
      method.includes('.images.') ? { status: 5 } : answer(method, ...rest),
    );
    const facts = await askContainerd(server.socket, { ...container, bundle });
    expect([facts?.image, facts?.imageDigest]).toEqual(['docker.io/nginx:1', undefined]);
  });

  it.each([
    ['refuses', 7, undefined],
    ['answers with what is no message', 0, Buffer.from([0x0a, 0xff])],
    ['answers with too much', 0, Buffer.alloc(2 ** 20)],
  ])('fails where it %s', async (_, status, message) => {
    server = await serveGrpc(() => ({ status, ...(message ? { message } : {}) }));
    await expect(askContainerd(server.socket, { ...container, bundle })).rejects.toThrow();
  });

  it('knows nothing from an empty answer', async () => {
    server = await serveGrpc(() => ({ status: 0, message: Buffer.alloc(0) }));
    expect(await askContainerd(server.socket, { ...container, bundle })).toEqual({});
  });

  it.each([
    ['closes', (socket: Socket) => socket.destroy()],
    ['speaks another protocol', (socket: Socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['says nothing', () => {}],
  ])('fails within its time where it %s', async (_, act) => {
    server = await serveBytes(act);
    const before = performance.now();
    await expect(askContainerd(server.socket, { ...container, bundle })).rejects.toThrow();
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
