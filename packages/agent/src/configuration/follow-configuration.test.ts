import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ChangedSettings } from './changed-settings.ts';
import { ConfigurationError } from './configuration-error.ts';
import { followConfiguration } from './follow-configuration.ts';
import { loadConfiguration } from './load-configuration.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-configuration-'));
  file = join(folder, 'config.json');
  return () => rmSync(folder, { recursive: true });
});

async function follow() {
  const place = { file, environment: {} };
  const changes: ChangedSettings[] = [];
  const errors: unknown[] = [];
  const stop = followConfiguration({
    ...place,
    started: await loadConfiguration(place),
    onChange: (_, changed) => changes.push(changed),
    onError: (error) => errors.push(error),
    everyMs: 20,
  });
  onTestFinished(stop);
  return { changes, errors };
}

describe('a configuration that changes', () => {
  it('says what a running agent takes over, and what not', async () => {
    writeFileSync(file, '{}');
    const { changes } = await follow();
    writeFileSync(file, '{"includeNamespaces": ["web"], "learningPeriod": "1m", "logLevel": "info"}');
    await vi.waitUntil(() => changes.length > 0);
    expect(changes).toEqual([{ live: ['includeNamespaces'], restart: ['learningPeriod'] }]);
  });

  it('is seen behind the links that kubelet swaps', async () => {
    for (const [name, text] of [
      ['one', '{}'],
      ['two', '{"logLevel": "debug"}'],
    ] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'config.json'), text);
    }
    symlinkSync('one', join(folder, '..data'));
    symlinkSync('..data/config.json', file);
    const { changes } = await follow();
    symlinkSync('two', join(folder, '..next'));
    renameSync(join(folder, '..next'), join(folder, '..data'));
    await vi.waitUntil(() => changes.length > 0);
    expect(changes).toEqual([{ live: ['logLevel'], restart: [] }]);
  });

  it('is said to be wrong once, and the one before stays', async () => {
    writeFileSync(file, '{}');
    const { changes, errors } = await follow();
    writeFileSync(file, '{"logLevl": "debug"}');
    await vi.waitUntil(() => errors.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(errors).toEqual([expect.any(ConfigurationError)]);
    expect(String(errors[0])).toContain('config.json:1:2: Unknown key "logLevl"; did you mean "logLevel"?');
    writeFileSync(file, '{"logLevel": "debug"}');
    await vi.waitUntil(() => changes.length > 0);
    expect(changes).toEqual([{ live: ['logLevel'], restart: [] }]);
  });

  it('may go away and come back as it was', async () => {
    writeFileSync(file, '{}');
    const { changes, errors } = await follow();
    rmSync(file);
    await vi.waitUntil(() => errors.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(errors).toHaveLength(1);
    writeFileSync(file, '{}');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(changes).toEqual([]);
  });
});

it('a configuration that cannot be used names every problem', async () => {
  writeFileSync(file, '{"a": 1, "ringBytes": 5}');
  const error = await loadConfiguration({ file, environment: {} }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(String(error).split('\n')).toHaveLength(2);
  const missing = loadConfiguration({ file: join(folder, 'none'), environment: {} });
  await expect(missing).rejects.toThrow('none:1:1: Cannot read the configuration: ENOENT');
});
