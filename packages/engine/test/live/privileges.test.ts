import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, vi } from 'vitest';
import { describeLive } from './live-kernel.ts';
import { makeFolder, removeFolder } from './workload.ts';

const nobody = '65534';
const program = fileURLToPath(new URL('unprivileged-collector.ts', import.meta.url));
const document = readFileSync(new URL('../../../../docs/privileges.md', import.meta.url), 'utf8');
/** Those of the table that every kernel here asks for. */
const documented = [...document.matchAll(/^\| `(CAP_\w+)` \|(?!.*before 5\.11)/gm)].map(([, name]) => name as string);

interface Answer {
  readonly uid: number;
  readonly capabilities: number;
  readonly unavailable?: readonly string[];
  readonly readsEnvironment?: boolean;
  readonly readsExecutable?: boolean;
  readonly privileges?: string;
  readonly code?: string;
  readonly message?: string;
}

interface Running {
  readonly answer: Answer;
  readonly lines: AsyncIterator<string>;
  readonly child: ChildProcess;
}

/** Starts the collector as nobody, with these as ambient capabilities and no others in any set. */
async function startWith(capabilities: readonly string[]): Promise<Running> {
  const set = ['-all', ...capabilities.map((name) => `+${name.replace('CAP_', '').toLowerCase()}`)].join(',');
  const sets = ['--inh-caps', '--ambient-caps', '--bounding-set'].map((option) => `${option}=${set}`);
  const identity = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs', ...sets];
  const command = [process.execPath, '--conditions', '@rulelibrary/source', program, `${process.pid}`];
  const child = spawn('setpriv', [...identity, ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = JSON.parse((await lines.next()).value as string) as Answer;
  expect((await lines.next()).value).toBe('ready');
  return { answer, lines, child };
}

async function answerWithout(name: string): Promise<Answer> {
  const { answer, child } = await startWith(documented.filter((other) => other !== name));
  child.kill();
  return answer;
}

// A start takes a second, and a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describeLive('as nobody with ambient capabilities', () => {
  const folder = makeFolder();
  chmodSync(folder, 0o755);
  afterAll(() => removeFolder(folder));

  it('every event type is watched with exactly the capabilities of docs/privileges.md', async () => {
    const { answer, lines, child } = await startWith(documented);
    expect(answer).toEqual({
      uid: Number(nobody),
      capabilities: documented.length,
      unavailable: [],
      readsEnvironment: true,
      readsExecutable: true,
      privileges: 'all that are used',
    });
    const link = join(folder, 'link');
    symlinkSync('target', link);
    let seen: string | undefined;
    while (seen !== link) seen = (await lines.next()).value as string | undefined;
    child.kill();
    expect(seen).toBe(link);
  });

  it.for(['CAP_BPF', 'CAP_PERFMON'])('without %s it says so and does not start', async (name) => {
    const answer = await answerWithout(name);
    expect(answer).toMatchObject({ code: 'no-privilege' });
    expect(answer.message).toMatch(new RegExp(`^Cannot watch this kernel without ${name}: `));
  });

  it('without CAP_NET_ADMIN it says so and watches all but packets', async () => {
    expect(await answerWithout('CAP_NET_ADMIN')).toMatchObject({
      unavailable: ['privileges', 'dns', 'ssh', 'http'],
      privileges: 'CAP_NET_ADMIN is missing: no dns, ssh and http events',
    });
  });

  it('without CAP_SYS_PTRACE it says so and watches all', async () => {
    // Newer kernels take CAP_PERFMON for reading the environment, and for no link.
    expect(await answerWithout('CAP_SYS_PTRACE')).toMatchObject({
      unavailable: ['privileges'],
      readsExecutable: false,
      privileges: 'CAP_SYS_PTRACE is missing: neither executable nor environment of processes of others',
    });
  });

  it('without CAP_DAC_READ_SEARCH it says so and watches all', async () => {
    expect(await answerWithout('CAP_DAC_READ_SEARCH')).toMatchObject({
      unavailable: ['privileges'],
      readsEnvironment: false,
      privileges: 'CAP_DAC_READ_SEARCH is missing: no environment of processes of others',
    });
  });
});
