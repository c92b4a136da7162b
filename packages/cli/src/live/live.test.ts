import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert } from '@rulelibrary/engine';
import { CollectorError, openCollector } from '@rulelibrary/engine/collector';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { root, runCli, type Transcript } from '../run-cli.test.support.ts';

const isRequired = process.env['RULELIB_LIVE'] === 'required';

/** Why the kernel cannot be watched here; undefined where it can, or where it has to. */
function missingKernel(): string | undefined {
  if (isRequired) return undefined;
  try {
    openCollector({ eventTypes: [] }).stop();
    return undefined;
  } catch (error) {
    if (error instanceof CollectorError && error.code !== 'load-failed') return error.code;
    throw error;
  }
}

const missing = missingKernel();

/** What a shell does, and the pid of that shell. */
function runShell(script: string): number {
  return Number(execFileSync('/bin/sh', ['-c', `echo $$; exec >&-; ${script}\n:`], { encoding: 'utf8' }));
}

function alertsOf({ stdout }: Pick<Transcript, 'stdout'>, shell: number): Alert[] {
  const all = stdout.split('\n').filter((line) => line !== '');
  const alerts = all.map((line) => JSON.parse(line) as Alert);
  return alerts.filter(({ ancestry = [] }) => ancestry.some(({ pid }) => pid === shell));
}

/** A command that runs until it is told to stop. */
interface Running {
  /** Ends it as Ctrl-C does, once it has had time to read what happened, and gives what it printed. */
  stop(signal?: NodeJS.Signals): Promise<Transcript>;
}

/** Starts a command; it is returned when standard error says `ready`: the programs are attached by then. */
async function start(args: readonly string[], ready: string, input = ''): Promise<Running> {
  const child = spawn(process.execPath, ['--conditions=@rulelibrary/source', ...args], { cwd: root });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text) => {
      output[name] += text;
    });
  }
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.end(input);
  await vi.waitUntil(() => (output.stdout + output.stderr).includes(ready), { timeout: 30_000 });
  return {
    async stop(signal = 'SIGINT') {
      // The ring is read every 100 ms.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      child.kill(signal);
      return { code: await closed, ...output };
    },
  };
}

const main = join(root, 'packages/cli/src/main.ts');
const watch = (...args: string[]) => start([main, 'watch', '--format', 'json', ...args], 'watching with');

describe.skipIf(missing !== undefined)(`on this kernel${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let folder: string;
  let memoryFolder: string;
  let acts: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
    memoryFolder = mkdtempSync('/dev/shm/rulelib-');
    const program = join(memoryFolder, 'program');
    copyFileSync('/bin/true', program);
    acts = `cat /etc/shadow >/dev/null; cat /etc/hosts >/dev/null; ln -s /etc/shadow ${folder}/x; ${program}`;
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
    rmSync(memoryFolder, { recursive: true });
  });

  it('rulelib watch prints one alert a line, and what it counted', async () => {
    const watching = await watch();
    const shell = runShell(acts);
    const transcript = await watching.stop();
    expect(transcript.code).toBe(0);
    const alerts = alertsOf(transcript, shell);
    expect(alerts.map(({ ruleId }) => ruleId)).toEqual(['R0010', 'R1010', 'R1000']);
    expect(alerts[0]).toMatchObject({
      process: { comm: 'cat', args: ['cat', '/etc/shadow'], ppid: shell },
      host: { nodeName: hostname() },
      sourceContext: 'host',
    });
    expect(transcript.stderr).toMatch(/^rulelib: watching with \d+ rules\n {2}kernel: /);
    expect(transcript.stderr).toMatch(/^ *events +seen +filtered +sent +delivered/m);
  });

  it('rulelib watch --for ends by itself, on SIGTERM before that', async () => {
    const { code, stderr } = await runCli(['watch', '--for', '1s']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^ *events +seen/m);
    const stopped = await (await watch('--for', '1h')).stop('SIGTERM');
    expect(stopped.code).toBe(0);
    expect(stopped.stderr).toMatch(/^ *events +seen/m);
  });

  it('rulelib watch --learn-for --state learns, and says what it kept where', async () => {
    const state = join(folder, 'state');
    const { code, stderr } = await runCli(['watch', '--for', '1s', '--learn-for', '1h', '--state', state]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^rulelib: profiles of what runs: .*; kept in \/.*\/state$/m);
    expect(statSync(state).mode & 0o777).toBe(0o700);
  }, 60_000);

  it('rulelib watch --contexts standalone leaves the host alone', async () => {
    const watching = await watch('--contexts', 'standalone');
    const shell = runShell(acts);
    expect(alertsOf(await watching.stop(), shell)).toEqual([]);
  });

  it('a recording raises the same rules for the same acts as live', async () => {
    const recording = join(folder, 'acts.jsonl.gz');
    const recorder = await start([main, 'record', '--out', recording], 'recording');
    const watching = await watch();
    const shell = runShell(acts);
    const [recorded, live] = await Promise.all([recorder.stop(), watching.stop()]);
    expect(recorded.code).toBe(0);
    const replayed = await runCli(['replay', recording, '--format', 'json']);
    // Two collectors read the clock twice: all but the times is the same.
    const act = ({ ruleId, message, uniqueId, process: who, ancestry }: Alert) => {
      return { ruleId, message, uniqueId, who: { ...who, startTime: undefined }, ancestry };
    };
    expect(alertsOf(live, shell)).toHaveLength(3);
    expect(alertsOf(replayed, shell).map(act)).toEqual(alertsOf(live, shell).map(act));
  });

  it('the program in the README prints alerts of this machine', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const [fed = '', live = ''] = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
    // It says nothing when it is ready, so it does here.
    const code = `${fed}${live}console.log('collecting');\n`;
    const program = await start(['--input-type=module', '-'], 'collecting', code);
    runShell(acts);
    const { stdout } = await program.stop();
    expect(stdout).toMatch(/^R0010 cat \(pid 42\) opened \/etc\/shadow\n/);
    expect(stdout).toContain(`executed ${memoryFolder}/program`);
  });
});
