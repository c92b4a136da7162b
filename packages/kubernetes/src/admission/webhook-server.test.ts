import { execFile } from 'node:child_process';
import { type RequestOptions, request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { issueCertificates } from './issue-certificates.ts';
import { maximumBodyBytes } from './read-request-body.ts';
import { openWebhook, type WebhookOptions } from './webhook-server.ts';

const nowMs = Date.UTC(2026, 10, 22);
const dnsNames = ['localhost'];
const credentials = await issueCertificates({ dnsNames, nowMs: Date.now() });

async function open(options: Partial<WebhookOptions> = {}) {
  const events: RuntimeEvent[] = [];
  const webhook = await openWebhook({
    port: 0,
    address: '127.0.0.1',
    credentials,
    now: () => nowMs,
    onEvent: (event) => events.push(event),
    onError: (error) => expect(error).toBeUndefined(),
    ...options,
  });
  onTestFinished(() => webhook.close());
  return { webhook, events };
}

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

function send(port: number, body: string | Buffer, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/admission?timeout=2s',
        method: 'POST',
        ca: credentials.authorities,
        servername: 'localhost',
        agent: false,
        ...options,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const exec = {
  uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
  kind: { group: '', version: 'v1', kind: 'PodExecOptions' },
  resource: { group: '', version: 'v1', resource: 'pods' },
  subResource: 'exec',
  name: 'web-0',
  namespace: 'shop',
  operation: 'CONNECT',
  userInfo: { username: 'jane', uid: '7', groups: ['devs'], extra: { a: ['b'] } },
  object: { kind: 'PodExecOptions', command: ['sh'], container: 'app' },
  oldObject: null,
  dryRun: false,
  options: null,
};

function review(request: unknown): string {
  return JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request });
}

describe('the webhook', () => {
  it('allows what it is asked about, and hands it on as an event', async () => {
    const { webhook, events } = await open();
    const { status, body } = await send(webhook.port, review(exec));
    expect({ status, body: JSON.parse(body) }).toEqual({
      status: 200,
      body: { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid: exec.uid, allowed: true } },
    });
    await vi.waitUntil(() => events.length > 0);
    expect(events).toEqual([
      {
        timestamp: '2026-11-22T00:00:00.000Z',
        timestampMs: nowMs,
        eventType: 'k8s-admission',
        mntns: 0,
        Kind: 'PodExecOptions',
        Name: 'web-0',
        Namespace: 'shop',
        Resource: 'pods',
        Subresource: 'exec',
        Operation: 'CONNECT',
        UserInfo: { Username: 'jane', UID: '7', Groups: ['devs'] },
        Object: exec.object,
      },
    ]);
  });

  it('answers before anybody evaluates, however long that takes', async () => {
    const busyMs = 3_000;
    const { webhook } = await open({
      onEvent: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyMs),
    });
    // From another process: this one's loop is what is busy.
    const script = `
      const { request } = require('node:https');
      const [port, ca, body] = process.argv.slice(1);
      const sent = request({ host: '127.0.0.1', port, path: '/admission', method: 'POST', ca, servername: 'localhost' });
      let startMs;
      sent.on('socket', (socket) => socket.on('secureConnect', () => { startMs = performance.now(); sent.end(body); }));
      sent.on('response', () => { console.log(performance.now() - startMs); process.exit(); });
    `;
    const args = ['-e', script, '--', String(webhook.port), credentials.authorities, review(exec)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(Number(stdout)).toBeLessThan(busyMs / 2);
  });

  it('answers when the evaluation throws', async () => {
    const errors: unknown[] = [];
    const { webhook } = await open({
      onEvent: () => {
        throw new Error('rule');
      },
      onError: (error) => errors.push(error),
    });
    expect(await send(webhook.port, review(exec))).toMatchObject({ status: 200 });
    await vi.waitUntil(() => errors.length > 0);
    expect(errors).toEqual([new Error('rule')]);
    expect(await send(webhook.port, review(exec))).toMatchObject({ status: 200 });
  });

  it.each([
    ['nothing', '', 'Expected JSON, got ""'],
    ['no JSON', '<xml>', 'Expected JSON, got "<xml>"'],
    ['a list', '[]', 'Expected an AdmissionReview, got "[]"'],
    ['null', 'null', 'Expected an AdmissionReview, got "null"'],
    [
      'another kind',
      '{"apiVersion":"v1","kind":"Pod"}',
      'Expected an AdmissionReview of admission.k8s.io/v1, got "v1 Pod"',
    ],
    [
      'an older version',
      '{"apiVersion":"admission.k8s.io/v1beta1","kind":"AdmissionReview"}',
      'got "admission.k8s.io/v1beta1 AdmissionReview"',
    ],
    ['no request', review(undefined), 'Expected a request, got "undefined"'],
    ['no uid', review({ ...exec, uid: '' }), 'Expected text as request.uid, got ""'],
    ['a uid that is a number', review({ ...exec, uid: 5 }), 'Expected text as request.uid, got "5"'],
    ['no operation', review({ ...exec, operation: undefined }), 'Expected text as request.operation, got ""'],
    ['a kind that is text', review({ ...exec, kind: 'Pod' }), 'Expected a mapping as request.kind, got "\\"Pod\\""'],
    [
      'groups that are no text',
      review({ ...exec, userInfo: { groups: [1] } }),
      'Expected a list of text as request.userInfo.groups',
    ],
    ['a name that is a mapping', review({ ...exec, name: {} }), 'Expected text as request.name, got "{}"'],
    ['lists 100,000 deep', '['.repeat(100_000), 'Expected JSON'],
    ['bytes that are no text', Buffer.from([0x22, 0xff, 0x22]), 'Expected UTF-8, got other bytes'],
  ])('refuses %s with 400 and says what is wrong', async (_, body, message) => {
    const { webhook, events } = await open();
    const answer = await send(webhook.port, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(message);
    expect(answer.body.length).toBeLessThan(300);
    expect(webhook.counts()).toEqual({ reviewed: 0, refused: 1 });
    expect(events).toEqual([]);
  });

  it('takes a body of the maximum size, and refuses one byte more', async () => {
    const { webhook } = await open();
    const text = review({ ...exec, object: '' });
    const padding = 'x'.repeat(maximumBodyBytes - text.length);
    const atLimit = review({ ...exec, object: padding });
    expect(atLimit).toHaveLength(maximumBodyBytes);
    expect(await send(webhook.port, atLimit)).toMatchObject({ status: 200 });
    const above = await send(webhook.port, `${atLimit} `).catch((error: NodeJS.ErrnoException) => error.code);
    // The answer may be overtaken by the end of the connection while the client still writes.
    if (typeof above === 'object') expect(above).toMatchObject({ status: 413 });
    else expect(['EPIPE', 'ECONNRESET']).toContain(above);
    await vi.waitUntil(() => webhook.counts().refused === 1);
  });

  it('knows one path and one method', async () => {
    const { webhook } = await open();
    expect(await send(webhook.port, review(exec), { path: '/' })).toEqual({ status: 404, body: 'Unknown path\n' });
    expect(await send(webhook.port, '', { method: 'GET' })).toEqual({
      status: 405,
      body: 'Expected POST, got "GET"\n',
    });
  });

  it('goes on after a client that speaks no TLS, and one that breaks off', async () => {
    const { webhook } = await open();
    const plain = connectPlain(webhook.port, '127.0.0.1');
    plain.on('error', () => {});
    plain.end('GET / HTTP/1.1\r\n\r\n');
    const broken = connect({
      port: webhook.port,
      host: '127.0.0.1',
      ca: credentials.authorities,
      servername: 'localhost',
    });
    await new Promise((resolve) => broken.once('secureConnect', resolve));
    broken.write('POST /admission HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n{');
    broken.destroy();
    expect(await send(webhook.port, review(exec))).toMatchObject({ status: 200 });
  });

  it('serves with another certificate from then on, without a restart', async () => {
    const { webhook } = await open();
    const next = await issueCertificates({ dnsNames, nowMs: Date.now() });
    await expect(send(webhook.port, review(exec), { ca: next.authorities })).rejects.toThrow(/certificate/);
    webhook.setCredentials(next);
    expect(await send(webhook.port, review(exec), { ca: next.authorities })).toMatchObject({ status: 200 });
  });

  it('answers in less than 50 ms', async () => {
    const { webhook } = await open();
    const times: number[] = [];
    for (let count = 0; count < 50; count++) {
      const start = performance.now();
      await send(webhook.port, review(exec));
      times.push(performance.now() - start);
    }
    // The median: the machine may be busy with something else now and then.
    expect(times.sort((a, b) => a - b)[25]).toBeLessThan(50);
  });
});
