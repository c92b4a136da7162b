import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { ChangedSettings } from '../configuration/changed-settings.ts';
import { runService } from './service.ts';

const base = { listenPort: 0, listenAddress: '127.0.0.1', logLevel: 'info' };

function start(configuration: object) {
  const folder = mkdtempSync(join(tmpdir(), 'agent-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'config.json');
  const write = (next: object) => writeFileSync(file, JSON.stringify({ ...base, ...next }));
  write(configuration);
  const lines: string[] = [];
  const changes: ChangedSettings[] = [];
  const calls: string[] = [];
  const stop = new AbortController();
  const ended = runService(
    {
      file,
      environment: {},
      stdout: new PassThrough(),
      agentVersion: '1.0.0',
      stop: stop.signal,
      writeLog: (line) => lines.push(line),
    },
    {
      program: 'test',
      async open() {
        calls.push('open');
        return {
          health: {},
          readiness: { view: () => 'old' },
          reconfigure: (_, changed) => void changes.push(changed),
          close: async () => void calls.push('close'),
        };
      },
    },
  );
  const messages = () => lines.map((line) => JSON.parse(line));
  return { write, messages, changes, calls, stop, ended };
}

it('serves, takes over what changes, says what does not, and closes when asked', async () => {
  const { write, messages, changes, calls, stop, ended } = start({});
  const { port } = await vi.waitUntil(() => messages().find((line) => line.port !== undefined));
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect({ status: ready.status, text: await ready.text() }).toEqual({ status: 503, text: '[-]view: old\nfailed\n' });
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  write({ excludeNamespaces: ['a'], ringBytes: 65_536, logLevel: 'debug' });
  await vi.waitUntil(() => messages().some(({ msg }) => msg.includes('only a restart')), { timeout: 15_000 });
  expect(changes).toEqual([{ live: ['excludeNamespaces', 'logLevel'], restart: ['ringBytes'] }]);
  expect(messages().find(({ level }) => level === 'warn')).toMatchObject({ program: 'test', settings: ['ringBytes'] });
  stop.abort('SIGTERM');
  await ended;
  expect(calls).toEqual(['open', 'close']);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  expect(messages().at(-1)).toMatchObject({ msg: 'ended', version: '1.0.0' });
}, 30_000);

it('closes what it opened when its port is taken', async () => {
  const first = start({});
  const { port } = await vi.waitUntil(() => first.messages().find((line) => line.port !== undefined));
  const second = start({ listenPort: port });
  await expect(second.ended).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(second.calls).toEqual(['open', 'close']);
  first.stop.abort();
  await first.ended;
});
