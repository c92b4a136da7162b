import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryNews } from './create-delivery.ts';
import { alertOf, messagesFrom, messagesOf, type Receiver, startReceiver, take } from './exporter.test.support.ts';
import { type HttpExporter, type HttpExporterOptions, openHttpExporter } from './open-http-exporter.ts';

const patience = { timeout: 20_000, interval: 10 };

let directory: string;
let receiver: Receiver;
const opened: HttpExporter[] = [];
const news: DeliveryNews[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'exporter-'));
  receiver = await startReceiver();
  news.length = 0;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((exporter) => exporter.close()));
  await receiver.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function open(options: Partial<HttpExporterOptions> = {}): Promise<HttpExporter> {
  const exporter = await openHttpExporter({
    url: receiver.url,
    spoolDirectory: join(directory, 'spool'),
    perMinute: 1_000_000,
    firstBackoffMs: 5,
    maximumBackoffMs: 20,
    closeTimeoutMs: 100,
    onNews: (one) => news.push(one),
    ...options,
  });
  opened.push(exporter);
  return exporter;
}

/** Sends alerts one by one, each in a request of its own: they have no process in common. */
function send(exporter: HttpExporter, first: number, last = first): void {
  for (let number = first; number <= last; number++) {
    exporter.send([alertOf(number, { process: { pid: number, comm: 'x' } })]);
  }
}

function spooled(): string[] {
  return readdirSync(join(directory, 'spool'));
}

function arrived(first: number, last: number) {
  return vi.waitFor(() => expect(receiver.messages()).toEqual(messagesFrom(first, last)), patience);
}

describe('an HTTP exporter', { timeout: 60_000 }, () => {
  it('posts to /v1/runtimealerts below the URL, with headers, and keeps nothing', async () => {
    const exporter = await open({ url: `${receiver.url}/base/?key=1`, headers: { authorization: 'Bearer x' } });
    exporter.send([alertOf(1), alertOf(2)]);
    await arrived(1, 2);
    const [request] = receiver.requests;
    expect(request?.path).toBe('/base/v1/runtimealerts?key=1');
    expect(request?.headers).toMatchObject({ authorization: 'Bearer x', 'content-type': 'application/json' });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ kind: 'RuntimeAlerts', apiVersion: 'kubescape.io/v1' });
    await vi.waitFor(() => expect(spooled()).toEqual([]), patience);
    expect(exporter.stats()).toMatchObject({ sent: 2, lost: 0, requests: 1, failures: 0, isUp: true });
  });

  it.each([
    [50, [50]],
    [51, [50, 1]],
  ])('gathers %d alerts in requests of %j', async (count, sizes) => {
    const exporter = await open();
    exporter.send(Array.from({ length: count }, (_, index) => alertOf(index + 1)));
    await arrived(1, count);
    expect(receiver.requests.map(({ body }) => JSON.parse(body).spec.alerts.length)).toEqual(sizes);
  });

  it.each([500, 503, 429, 401, 404, 301])('tries again after status %d until it is taken, in order', async (status) => {
    let attempts = 0;
    receiver.answer = (_, response) => {
      attempts += 1;
      response.writeHead(attempts <= 3 ? status : 200).end();
    };
    const exporter = await open();
    send(exporter, 1, 2);
    await vi.waitFor(() => expect(exporter.stats().sent).toBe(2), patience);
    expect(receiver.messages()).toEqual(['alert 1', 'alert 1', 'alert 1', 'alert 1', 'alert 2']);
    expect(exporter.stats()).toMatchObject({ lost: 0, requests: 5, failures: 3 });
    // An attempt can be known for one, by whoever wants to.
    expect(new Set(receiver.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
    expect(news).toEqual([{ kind: 'away', cause: `HTTP status ${status}` }, { kind: 'back' }]);
  });

  it('follows nobody elsewhere', async () => {
    let attempts = 0;
    receiver.answer = (request, response) => {
      attempts += 1;
      const isFirst = attempts === 1 && request.url === '/v1/runtimealerts';
      response.writeHead(isFirst ? 307 : 200, { location: '/elsewhere' }).end();
    };
    const exporter = await open();
    send(exporter, 1);
    await vi.waitFor(() => expect(exporter.stats().sent).toBe(1), patience);
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/v1/runtimealerts', '/v1/runtimealerts']);
  });

  it('waits no longer after a failure than after the first one, once it was taken in between', async () => {
    let attempts = 0;
    receiver.answer = (_, response) => {
      attempts += 1;
      response.writeHead(attempts % 8 === 0 ? 200 : 503).end();
    };
    // Seven failures in a row wait 640 ms at most; fourteen would wait 80 s.
    const exporter = await open({ maximumBackoffMs: 1_000_000 });
    send(exporter, 1, 2);
    await vi.waitFor(() => expect(exporter.stats().sent).toBe(2), patience);
  });

  it.each([400, 413, 422])('passes over what is refused with status %d, and counts it', async (status) => {
    receiver.answer = (_, response, body) => response.writeHead(body.includes('alert 1"') ? status : 200).end();
    const exporter = await open();
    send(exporter, 1, 2);
    await arrived(1, 2);
    await vi.waitFor(() => expect(exporter.stats()).toMatchObject({ sent: 1, lost: 1, failures: 0 }), patience);
    expect(news).toEqual([{ kind: 'refused', cause: `HTTP status ${status}`, alerts: 1 }]);
  });

  it('tries again after a connection that is reset', async () => {
    let attempts = 0;
    receiver.answer = (request, response, body) => {
      attempts += 1;
      if (attempts <= 2) request.socket.resetAndDestroy();
      else take(request, response, body);
    };
    const exporter = await open();
    send(exporter, 1);
    await vi.waitFor(() => expect(exporter.stats()).toMatchObject({ sent: 1, failures: 2 }), patience);
  });

  it('waits for a slow receiver, and sends nothing twice', async () => {
    receiver.answer = (request, response, body) => setTimeout(() => take(request, response, body), 300);
    const exporter = await open();
    send(exporter, 1, 3);
    await vi.waitFor(() => expect(exporter.stats().sent).toBe(3), patience);
    expect(receiver.messages()).toEqual(messagesFrom(1, 3));
  });

  it('gives up waiting for an answer that does not come', async () => {
    let attempts = 0;
    receiver.answer = (request, response, body) => {
      attempts += 1;
      if (attempts > 1) take(request, response, body);
    };
    const exporter = await open({ timeoutMs: 50 });
    send(exporter, 1);
    await vi.waitFor(() => expect(exporter.stats().sent).toBe(1), patience);
    expect(news[0]).toEqual({ kind: 'away', cause: 'no answer within 50 ms' });
  });

  it('delivers all when a receiver comes back that was away', async () => {
    const port = Number(new URL(receiver.url).port);
    await receiver.stop();
    const exporter = await open();
    send(exporter, 1, 30);
    await vi.waitFor(() => expect(exporter.stats()).toMatchObject({ isUp: false, waiting: { entries: 30 } }), patience);
    receiver = await startReceiver(port);
    await arrived(1, 30);
    await vi.waitFor(() => expect(spooled()).toEqual([]), patience);
    expect(news.map(({ kind }) => kind)).toEqual(['away', 'back']);
  });

  it('delivers after a restart what the last process could not, before what comes then', async () => {
    receiver.answer = (_, response) => response.writeHead(503).end();
    const first = await open();
    send(first, 1, 3);
    await vi.waitFor(() => expect(first.stats().waiting.entries).toBe(3), patience);
    await first.close();
    expect(spooled()).toHaveLength(3);
    receiver.requests.length = 0;
    receiver.answer = take;
    send(await open(), 4);
    await arrived(1, 4);
  });

  it('delivers after it was killed all that had been written', async () => {
    receiver.answer = (_, response) => response.writeHead(503).end();
    const program = fileURLToPath(new URL('./exporting-process.test.support.ts', import.meta.url));
    const args = ['--conditions=@rulelibrary/source', program, receiver.url, join(directory, 'spool'), '25'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    try {
      const written = () => spooled().filter((name) => name.endsWith('.json'));
      await vi.waitFor(() => expect(written()).toHaveLength(25), patience);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    receiver.requests.length = 0;
    receiver.answer = take;
    send(await open(), 26);
    await arrived(1, 26);
  });

  it('finishes what it has when it is closed', async () => {
    const exporter = await open({ closeTimeoutMs: 10_000 });
    send(exporter, 1, 20);
    await exporter.close();
    expect(receiver.messages()).toEqual(messagesFrom(1, 20));
    expect(spooled()).toEqual([]);
  });

  it('leaves alone what is not its own, and takes away what was left half written', async () => {
    await (await open()).close();
    const half = `${'0'.repeat(15)}-000000001-abcdefgh-1.json.part`;
    writeFileSync(join(directory, 'spool', half), '{');
    writeFileSync(join(directory, 'spool', 'notes.json'), '{}');
    await open();
    expect(spooled()).toEqual(['notes.json']);
  });

  it('lets nobody else read what waits', async () => {
    receiver.answer = (_, response) => response.writeHead(503).end();
    send(await open(), 1);
    const file = await vi.waitFor(() => spooled().find((name) => name.endsWith('.json')) ?? expect.fail(), patience);
    expect(statSync(join(directory, 'spool', file)).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'spool')).mode & 0o777).toBe(0o700);
  });

  it('goes on after a file that is gone', async () => {
    receiver.answer = (_, response) => response.writeHead(503).end();
    const exporter = await open({ firstBackoffMs: 200, maximumBackoffMs: 200 });
    send(exporter, 1, 2);
    await vi.waitFor(() => expect(exporter.stats().waiting.entries).toBe(2), patience);
    rmSync(join(directory, 'spool', spooled().sort()[0] ?? ''));
    receiver.answer = take;
    await vi.waitFor(() => expect(exporter.stats()).toMatchObject({ sent: 1, lost: 1 }), patience);
    expect(receiver.messages().at(-1)).toBe('alert 2');
  });

  it('refuses a URL that is none', async () => {
    await expect(open({ url: 'receiver' })).rejects.toThrow(TypeError);
  });
});

describe('what waits', { timeout: 60_000 }, () => {
  const away = (_: unknown, response: { writeHead(status: number): { end(): void } }) => response.writeHead(503).end();

  it.each([
    [40, 0],
    [41, 1],
  ])('%d files where 40 may be: %d alerts are lost, the last ones', async (count, lost) => {
    receiver.answer = away;
    const exporter = await open({ maximumSpoolFiles: 40 });
    send(exporter, 1, count);
    await vi.waitFor(() => expect(exporter.stats()).toMatchObject({ lost, waiting: { entries: 40 } }), patience);
    receiver.requests.length = 0;
    receiver.answer = take;
    await arrived(1, 40);
    await vi.waitFor(() => expect(exporter.stats()).toMatchObject({ sent: 40, lost }), patience);
  });

  it('is bounded in bytes, at the byte', async () => {
    receiver.answer = away;
    const first = await open();
    send(first, 1);
    await vi.waitFor(() => expect(first.stats().waiting.entries).toBe(1), patience);
    const { bytes } = first.stats().waiting;
    await first.close();
    const exporter = await open({ maximumSpoolBytes: 3 * bytes });
    send(exporter, 2, 4);
    await vi.waitFor(
      () => expect(exporter.stats()).toMatchObject({ lost: 1, waiting: { bytes: 3 * bytes } }),
      patience,
    );
    await exporter.close();
    const narrower = await open({ maximumSpoolBytes: 3 * bytes - 1 });
    send(narrower, 5);
    await vi.waitFor(() => expect(narrower.stats()).toMatchObject({ lost: 1, waiting: { entries: 3 } }), patience);
  });

  it('of thousands is delivered, each once and in order', async () => {
    receiver.answer = away;
    const first = await open();
    for (let number = 1; number <= 3_000; number++) first.send([alertOf(number)]);
    await vi.waitFor(() => expect(first.stats().waiting.entries).toBe(60), patience);
    await first.close();
    receiver.requests.length = 0;
    receiver.answer = take;
    const exporter = await open();
    await vi.waitFor(() => expect(exporter.stats().sent).toBe(3_000), patience);
    // A request that the first one broke off as it ended may arrive all the same: receivers know it by its key.
    const bodies = new Map(receiver.requests.map(({ headers, body }) => [headers['idempotency-key'], body]));
    expect([...bodies.values()].flatMap(messagesOf)).toEqual(messagesFrom(1, 3_000));
  });

  it('waits in memory where the directory takes nothing, and says why', async () => {
    receiver.answer = away;
    const exporter = await open();
    rmSync(join(directory, 'spool'), { recursive: true });
    writeFileSync(join(directory, 'spool'), '');
    send(exporter, 1, 2);
    await vi.waitFor(() => expect(exporter.stats().waiting).toMatchObject({ entries: 2, inMemory: 2 }), patience);
    expect(exporter.stats().waiting.diskProblem).toContain('ENOTDIR');
    receiver.requests.length = 0;
    receiver.answer = take;
    await arrived(1, 2);
  });
});

const isRoot = process.getuid?.() === 0;

describe('a full disk', { timeout: 60_000 }, () => {
  it.skipIf(!isRoot)('leaves no half file, and what it does not take waits in memory', async () => {
    const spool = join(directory, 'spool');
    execFileSync('mkdir', ['-p', spool]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', spool]);
    try {
      receiver.answer = (_, response) => response.writeHead(503).end();
      const exporter = await open();
      for (let number = 1; number <= 40; number++) {
        exporter.send([alertOf(number, { process: { pid: number, args: ['x'.repeat(3_000)] } })]);
      }
      await vi.waitFor(() => expect(exporter.stats().waiting.entries).toBe(40), patience);
      const { inMemory, diskProblem } = exporter.stats().waiting;
      expect(inMemory).toBeGreaterThan(0);
      expect(inMemory).toBeLessThan(40);
      expect(diskProblem).toContain('ENOSPC');
      expect(spooled().filter((name) => name.endsWith('.part'))).toEqual([]);
      receiver.requests.length = 0;
      receiver.answer = take;
      await arrived(1, 40);
      await exporter.close();
    } finally {
      execFileSync('umount', ['-l', spool]);
    }
  });
});

describe('a rate limit', { timeout: 60_000 }, () => {
  it.each([
    [5, {}],
    [6, { R0001: 1 }],
  ])('of 5 a minute holds back of %d alerts %j, and says so when the minute ends', async (count, heldBack) => {
    let nowMs = 1_000_000;
    const exporter = await open({ perMinute: 5, nowMs: () => nowMs });
    for (let number = 1; number <= count; number++) exporter.send([alertOf(number)]);
    await arrived(1, 5);
    expect(exporter.stats()).toMatchObject({ heldBack, lost: 0 });
    nowMs += 60_000;
    exporter.send([alertOf(7)]);
    const summary = Object.keys(heldBack).length > 0 ? [expect.stringMatching(/^1 alerts held back/)] : [];
    const expected = [...messagesFrom(1, 5), 'alert 7', ...summary];
    await vi.waitFor(() => expect(receiver.messages()).toEqual(expected), patience);
  });
});
