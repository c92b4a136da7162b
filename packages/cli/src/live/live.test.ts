import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert } from '@rulelibrary/engine';
import { CollectorError, openCollector } from '@rulelibrary/engine/collector';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Time for a command to load its programs before something happens, and to see it after. */
const settleMs = 2_500;

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
    const watching = runCli(['watch', '--for', '5s', '--format', 'json']);
    await sleep(settleMs);
    const shell = runShell(acts);
    const transcript = await watching;
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

  it('rulelib watch --contexts standalone leaves the host alone', async () => {
    const watching = runCli(['watch', '--for', '4s', '--format', 'json', '--contexts', 'standalone']);
    await sleep(settleMs);
    const shell = runShell(acts);
    expect(alertsOf(await watching, shell)).toEqual([]);
  });

  it('a recording raises the same rules for the same acts as live', async () => {
    const recording = join(folder, 'acts.jsonl.gz');
    const recordingDone = runCli(['record', '--for', '5s', '--out', recording]);
    const watching = runCli(['watch', '--for', '5s', '--format', 'json']);
    await sleep(settleMs);
    const shell = runShell(acts);
    const [recorded, live] = await Promise.all([recordingDone, watching]);
    expect(recorded.code).toBe(0);
    const replayed = await runCli(['replay', recording, '--format', 'json']);
    // Two collectors read the clock twice: all but the times is the same.
    const act = ({ ruleId, message, uniqueId, process: who, ancestry }: Alert) => {
      return { ruleId, message, uniqueId, who: { ...who, startTime: undefined }, ancestry };
    };
    expect(alertsOf(live, shell)).toHaveLength(3);
    expect(alertsOf(replayed, shell).map(act)).toEqual(alertsOf(live, shell).map(act));
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'rulelib watch ends on %s with exit code 0 and its summary',
    async (signal) => {
      const main = join(root, 'packages/cli/src/main.ts');
      const child: ChildProcess = spawn(process.execPath, ['--conditions=@rulelibrary/source', main, 'watch'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr?.on('data', (chunk) => {
        stderr += chunk;
      });
      await sleep(settleMs);
      child.kill(signal);
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect(code).toBe(0);
      expect(stderr).toMatch(/^ *events +seen/m);
    },
  );

  it('the program in the README prints alerts of this machine', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const [fed = '', live = ''] = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
    expect(live).toContain('10_000');
    const code = fed + live.replace('10_000', String(settleMs * 2));
    const args = ['--conditions=@rulelibrary/source', '--input-type=module', '-'];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stdin.end(code);
    await sleep(settleMs);
    runShell(acts);
    await new Promise((resolve) => child.on('close', resolve));
    expect(stdout).toMatch(/^R0010 cat \(pid 42\) opened \/etc\/shadow\n/);
    expect(stdout).toContain(`executed ${memoryFolder}/program`);
  });
});
