import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '@rulelibrary/engine';
import { parseRules } from '@rulelibrary/schema';
import { expect, it } from 'vitest';
import { root } from '../run-cli.test.support.ts';
import { freshEvaluationErrors } from './fresh-evaluation-errors.ts';
import { freshLosses } from './fresh-losses.ts';
import { createRareLog } from './rare-log.ts';

const file = 'pkg/rules/r1000-exec-from-malicious-source/rule.yaml';
const text = readFileSync(join(root, file), 'utf8').replace(
  "event.exepath == '/dev/shm' ||",
  "event.args[9] == 'x' &&",
);

it('says an evaluation error at once, and its repetitions a minute later in one line', () => {
  const lines: string[] = [];
  const engine = createEngine({ rules: parseRules(text, file).rules });
  const log = createRareLog(freshEvaluationErrors(engine), (line) => lines.push(line));
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

it('says what was lost since it last spoke, by type and reason', () => {
  const none = { ring_full: 0, no_scratch: 0 };
  const counts = { seen: 0, filtered: 0, sent: 0, delivered: 0, cut: 0 };
  let open = none;
  const types = () =>
    Object.fromEntries([
      ['open', { ...counts, lost: open }],
      ['exec', { ...counts, lost: none }],
    ]);
  const lines: string[] = [];
  const log = createRareLog(
    freshLosses(() => ({ types: types() as never })),
    (line) => lines.push(line),
  );
  log(0);
  expect(lines).toEqual([]);
  open = { ring_full: 1200, no_scratch: 0 };
  log(1);
  open = { ring_full: 1201, no_scratch: 3 };
  log(60_000);
  expect(lines).toEqual(['lost 1,200 open events: ring full']);
  log(60_001);
  expect(lines.slice(1)).toEqual(['lost 1 open event: ring full', 'lost 3 open events: no scratch']);
});
