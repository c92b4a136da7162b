import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { formatProblem, type NamedProfile, type Problem, parseProfiles } from '@rulelibrary/schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProfileKey } from '../learning/profile-key.ts';
import { createMemoryStore } from './create-memory-store.ts';
import { fileNameOf } from './file-name.ts';
import { openProfileStore } from './open-profile-store.ts';

const key: ProfileKey = {
  context: 'kubernetes',
  namespace: 'shop',
  workload: 'web',
  containerName: 'app',
  image: 'img:1',
};

function savedOf(of: ProfileKey, syscalls: readonly string[] = ['read']) {
  const { context, ...names } = of;
  const named: NamedProfile = {
    ...names,
    profile: { status: 'ready', completion: 'complete', coverage: { syscalls: 'all' }, name: 'web-app-0', syscalls },
    learning: { context, savedMs: 1_764_000_000_000, runningMs: 120_000, cleanRuns: 1, missed: [] },
  };
  return { key: of, named };
}

let folder: string;
let problems: Problem[];

function open(maxFiles?: number) {
  const onProblem = (problem: Problem) => problems.push(problem);
  return openProfileStore(path.join(folder, 'state'), { onProblem, ...(maxFiles && { maxFiles }) });
}

const files = () => readdirSync(path.join(folder, 'state'));
const fileOf = (of: ProfileKey) => path.join(folder, 'state', fileNameOf(of));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rulelib-store-'));
  problems = [];
});

afterEach(() => {
  expect(problems).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** What is wrong, which is then not one more fault of the test. */
function takeProblems(): string[] {
  return problems.splice(0).map((problem) => formatProblem(problem).replaceAll(folder, ''));
}

describe('a store in a folder', () => {
  it('gives back what was saved, before and after it is written, and after a restart', async () => {
    const store = open();
    const { named } = savedOf(key);
    expect(store.load(key)).toBeUndefined();
    store.save(savedOf(key));
    expect(store.load(key)).toEqual(named);
    await store.settled();
    expect(store.load(key)).toEqual(named);
    expect(open().load(key)).toEqual(named);
    expect(files()).toEqual([expect.stringMatching(/^shop\.web\.app\.[0-9a-f]{16}-[0-9a-f]{8}\.yaml$/)]);
  });

  it('finds the completed one of a container whose image is not known yet', async () => {
    const store = open();
    const completed = (of: ProfileKey) => {
      const { named } = savedOf(of);
      return { key: of, named: { ...named, profile: { ...named.profile, status: 'completed' as const } } };
    };
    const [first, second] = [
      { ...key, imageDigest: 'sha256:1' },
      { ...key, image: 'img:2', imageDigest: 'sha256:2' },
    ];
    store.save(completed(first));
    await store.settled();
    await sleep(10);
    store.save(completed(second));
    store.save(savedOf({ ...key, image: 'img:3' }));
    await store.settled();
    const { image: _, ...unknown } = key;
    const found = [unknown, key, { ...key, image: 'img:3' }, { ...unknown, workload: 'api' }];
    expect(found.map((of) => store.lastCompleted(of)?.imageDigest)).toEqual([
      ...['sha256:2', 'sha256:1', undefined, undefined],
    ]);
  });

  it('keeps the newest of many saves', async () => {
    const store = open();
    for (let index = 0; index < 50; index++) store.save(savedOf(key, [`${index}`]));
    await store.settled();
    expect(open().load(key)?.profile.syscalls).toEqual(['49']);
  });

  it('writes what is left when it closes, whatever is being written', async () => {
    const store = open();
    store.save(savedOf(key, ['old']));
    const other = { ...key, containerName: 'other' };
    store.save(savedOf(other));
    store.save(savedOf(key, ['new']));
    store.close();
    expect([open().load(key)?.profile.syscalls, open().load(other)?.profile.syscalls]).toEqual([['new'], ['read']]);
    await store.settled();
    expect(open().load(key)?.profile.syscalls).toEqual(['new']);
    takeProblems();
  });

  it('is for its owner alone', async () => {
    const store = open();
    store.save(savedOf(key));
    await store.settled();
    expect([statSync(path.join(folder, 'state')).mode & 0o777, statSync(fileOf(key)).mode & 0o777]).toEqual([
      ...[0o700, 0o600],
    ]);
  });

  it.each<[string, Partial<ProfileKey>]>([
    ['a path', { workload: '../../etc/passwd' }],
    ['nothing', { workload: '' }],
    ['dots', { workload: '..', containerName: '.' }],
    ['what is not plain', { workload: 'Ä/\0\n" ⋯', containerName: '*' }],
    ['a very long name', { workload: 'w'.repeat(5_000), containerName: 'c'.repeat(5_000) }],
    ['a name that looks like a temporary file', { workload: '.x.tmp-1' }],
  ])('takes %s for a name', async (_, names) => {
    const of = { ...key, ...names, namespace: 'n' };
    const store = open();
    store.save(savedOf(of));
    await store.settled();
    expect(files()).toEqual([fileNameOf(of)]);
    // A name of no characters cannot stand in a file, and is then learned anew.
    if (of.workload !== '') expect(open().load(of)).toEqual(savedOf(of).named);
    else expect([open().load(of), takeProblems().length > 0]).toEqual([undefined, true]);
  });

  it('tells workloads apart whose plain names are the same', () => {
    const names = [key, { ...key, workload: 'w/eb' }, { ...key, workload: 'w-eb' }, { ...key, image: 'img:2' }].map(
      fileNameOf,
    );
    expect(new Set(names).size).toBe(4);
  });

  it.each<[string, (file: string) => void]>([
    ['is empty', (file) => writeFileSync(file, '')],
    ['is no YAML', (file) => writeFileSync(file, 'a: [')],
    ['is binary', (file) => writeFileSync(file, Buffer.from([0xff, 0, 1]))],
    ['is a folder', (file) => mkdirSync(file)],
    ['is a link', (file) => symlinkSync('/etc/passwd', file)],
    ['is another’s', (file) => writeFileSync(file, formatOf(savedOf({ ...key, containerName: 'other' }).named))],
    ['is too large', (file) => writeFileSync(file, '#'.repeat(8 * 2 ** 20 + 1))],
    ['nests without end', (file) => writeFileSync(file, '['.repeat(100_000))],
  ])('passes a file over that %s, and says so', (_, write) => {
    const store = open();
    write(fileOf(key));
    expect(store.load(key)).toBeUndefined();
    expect(takeProblems().join('\n')).toContain('shop.web.app.');
  });

  it('reads what a person left of a file', () => {
    const store = open();
    const text = formatOf(savedOf(key).named);
    writeFileSync(
      fileOf(key),
      text.replaceAll(/ {4}kubescape.io\/(?!workload|status).*\n/g, '').replaceAll('ready', 'completed'),
    );
    expect(store.load(key)?.profile).toEqual({ status: 'completed', name: 'web-app-0', syscalls: ['read'] });
  });

  it('goes on when nothing can be written, and writes it when it can', async () => {
    const store = open();
    rmSync(path.join(folder, 'state'), { recursive: true });
    store.save(savedOf(key));
    await store.settled();
    expect(takeProblems()[0]).toContain('Cannot write');
    expect(store.load(key)).toEqual(savedOf(key).named);
    mkdirSync(path.join(folder, 'state'));
    store.save(savedOf({ ...key, containerName: 'other' }));
    await store.settled();
    expect(open().load(key)).toEqual(savedOf(key).named);
  });

  it('does not write what it would not read again', async () => {
    const store = open();
    const sized = (bytes: number) => {
      const names = Array.from({ length: 100 }, (_, index) => `${index}`.padStart(60_000, 'x'));
      const rest = bytes - Buffer.byteLength(formatOf(savedOf(key, [...names, 'x']).named));
      return savedOf(key, [...names, 'x', ...(rest > 11 ? ['y'.repeat(rest - 11)] : [])]);
    };
    // The last name stands in a line of 11 bytes more.
    const largest = sized(7 * 2 ** 20);
    expect(Buffer.byteLength(formatOf(largest.named))).toBe(7 * 2 ** 20);
    store.save(largest);
    await store.settled();
    expect(files()).toHaveLength(1);
    const tooLarge = Array.from({ length: 900_000 }, (_, index) => `${index}`);
    store.save(savedOf(key, tooLarge));
    await store.settled();
    expect(takeProblems()).toEqual([expect.stringContaining('larger than 8388608 bytes')]);
    expect(store.load(key)?.profile.syscalls).toHaveLength(102);
  });

  it('keeps as many files as it may, and of more the last that were used', async () => {
    const store = open(3);
    const keys = [1, 2, 3, 4].map((index) => ({ ...key, containerName: `c${index}` }));
    for (const one of keys.slice(0, 3)) {
      store.save(savedOf(one));
      await store.settled();
      await sleep(10);
    }
    expect(files()).toHaveLength(3);
    store.load(keys[0] as ProfileKey);
    await sleep(10);
    store.save(savedOf(keys[3] as ProfileKey));
    await store.settled();
    const reopened = open();
    expect(keys.map((one) => reopened.load(one) !== undefined)).toEqual([true, false, true, true]);
  });

  it('clears away what a killed writer began', () => {
    open();
    writeFileSync(path.join(folder, 'state', '.x.yaml.tmp-1-1'), 'half');
    open();
    expect(files()).toEqual([]);
  });

  it('cannot be opened where there is no folder', () => {
    writeFileSync(path.join(folder, 'state'), '');
    expect(open).toThrow();
    chmodSync(path.join(folder, 'state'), 0o600);
  });
});

function formatOf(named: NamedProfile): string {
  const store = openProfileStore(path.join(folder, 'elsewhere'));
  const of: ProfileKey = { context: 'kubernetes', workload: 'x', containerName: 'x' };
  store.save({ key: of, named });
  store.close();
  return readFileSync(path.join(folder, 'elsewhere', fileNameOf(of)), 'utf8');
}

it('a store in memory keeps the last ones', () => {
  const store = createMemoryStore(2);
  const keys = ['a', 'b', 'c'].map((containerName) => ({ ...key, containerName }));
  const [a, b, c] = keys as [ProfileKey, ProfileKey, ProfileKey];
  for (const one of [a, b]) store.save(savedOf(one));
  store.load(a);
  store.save(savedOf(c));
  expect([a, b, c].map((one) => store.load(one) !== undefined)).toEqual([true, false, true]);
  expect(store.lastCompleted(a)).toBeUndefined();
  const completed = savedOf({ ...a, image: 'img:9' });
  store.save({ ...completed, named: { ...completed.named, profile: { status: 'completed' } } });
  const { image: _, ...unknown } = a;
  expect(store.lastCompleted(unknown)?.image).toBe('img:9');
});

const writer = fileURLToPath(new URL('save-in-a-loop.test.support.ts', import.meta.url));

it('a process that is killed while it saves leaves a profile that can be read, each time', {
  timeout: 120_000,
}, async () => {
  const directory = path.join(folder, 'state');
  const seen = new Set<number>();
  for (let round = 0; round < 25; round++) {
    const child = spawn(process.execPath, ['--conditions=@rulelibrary/source', writer, directory, String(round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    // Anywhere in what it does: it saves without pause.
    await sleep(round * 1.3);
    child.kill('SIGKILL');
    await exited;
    const whole = readdirSync(directory).filter((name) => !name.startsWith('.'));
    expect(whole).toHaveLength(1);
    const file = path.join(directory, whole[0] as string);
    const { profiles, problems: found } = parseProfiles(readFileSync(file, 'utf8'), file);
    expect(found).toEqual([]);
    const { syscalls = [], opens = [] } = profiles[0]?.profile ?? {};
    // All of one save: the number stands at both ends.
    expect(syscalls.at(0)).toBe(opens.at(-1)?.path.slice(1));
    seen.add(Number(syscalls[0]));
  }
  expect(seen.size).toBeGreaterThan(5);
});
