import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CollectorError, openCollector } from '@rulelibrary/engine/collector';
import { expect, it } from 'vitest';
import { root } from './run-cli.test.support.ts';

function canWatch(): boolean {
  try {
    openCollector({ eventTypes: [] }).stop();
    return true;
  } catch (error) {
    if (process.env['RULELIB_LIVE'] !== 'required' && error instanceof CollectorError) return false;
    throw error;
  }
}

interface Figure {
  readonly value?: number;
  readonly unit: string;
  readonly goal?: number;
  readonly skipped?: string;
}

it.skipIf(!canWatch())(
  'npm run bench -- collector --json is one object with every figure, or why it is skipped',
  { timeout: 240_000 },
  async () => {
    execFileSync('make', ['-C', join(root, 'packages/engine/native'), 'workloads'], { stdio: 'ignore' });
    const bench = [join(root, 'packages/cli/bench/main.ts'), 'collector', '--json', '--quick'];
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@rulelibrary/source', ...bench]);
    const figures = JSON.parse(stdout) as Record<string, Figure>;
    expect(Object.keys(figures)).toEqual([
      'uninterestingSystemCall',
      'aboveEmptyProgram',
      'unmatchedOpen',
      'openAboveEmptyProgram',
      'sentEvent',
      'evaluatedEvents',
      'decodedEvents',
      'dropShare',
      'cpuShare',
      'resident',
      'shellBuild',
      'redis',
    ]);
    for (const figure of Object.values(figures)) {
      expect(figure).toEqual(
        figure.skipped === undefined
          ? expect.objectContaining({ value: expect.any(Number), unit: expect.any(String) })
          : { unit: expect.any(String), skipped: expect.any(String) },
      );
    }
    const goals = Object.entries(figures).flatMap(([name, { goal }]) => (goal === undefined ? [] : [[name, goal]]));
    expect(Object.fromEntries(goals)).toEqual({
      uninterestingSystemCall: 30,
      unmatchedOpen: 200,
      evaluatedEvents: 300_000,
      dropShare: 0.1,
      cpuShare: 2,
      resident: 120,
    });
  },
);
