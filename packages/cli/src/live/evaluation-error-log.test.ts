import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '@rulelibrary/engine';
import { parseRules } from '@rulelibrary/schema';
import { expect, it } from 'vitest';
import type { Terminal } from '../output/terminal.ts';
import { root } from '../run-cli.test.support.ts';
import { createEvaluationErrorLog } from './evaluation-error-log.ts';

const file = 'pkg/rules/r1000-exec-from-malicious-source/rule.yaml';
const text = readFileSync(join(root, file), 'utf8').replace(
  "event.exepath == '/dev/shm' ||",
  "event.args[9] == 'x' &&",
);

it('says an evaluation error at once, and its repetitions a minute later in one line', () => {
  const lines: string[] = [];
  const engine = createEngine({ rules: parseRules(text, file).rules });
  const log = createEvaluationErrorLog(engine, { say: (line: string) => lines.push(line) } as unknown as Terminal);
  const fail = (): unknown =>
    engine.process({ timestamp: '2026-11-21T16:54:00Z', eventType: 'exec', mntns: 1, exepath: '/dev/shm/x', args: [] });
  fail();
  log(0);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(new RegExp(`^${file}:\\d+:\\d+: .* \\(R1000, 1 time\\)$`));
  fail();
  fail();
  log(59_999);
  expect(lines).toHaveLength(1);
  log(60_000);
  expect(lines[1]).toMatch(/\(R1000, 2 times\)$/);
  log(120_000);
  expect(lines).toHaveLength(2);
});
