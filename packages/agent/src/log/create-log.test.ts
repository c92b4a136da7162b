import { expect, it } from 'vitest';
import { createLog } from './create-log.ts';
import { createRarely } from './rarely.ts';

it('writes lines of JSON from its level on, which can be changed', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', base: { node: 'n' }, write: (line) => lines.push(line) });
  log.debug({}, 'unsaid');
  log.warn({ rule: 'R0001', problem: new Error('bad') }, 'rule rejected');
  log.setLevel('debug');
  log.debug({}, 'said');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/Z$/),
      node: 'n',
      rule: 'R0001',
      problem: expect.anything(),
      msg: 'rule rejected',
    },
    { level: 'debug', time: expect.anything(), node: 'n', msg: 'said' },
  ]);
  expect(lines[0]).toMatch(/^\{"level":"warn","time":.*\}\n$/);
});

it('says the same once a minute, and keeps no more than a thousand keys', () => {
  let nowMs = 0;
  const isDue = createRarely(() => nowMs);
  expect([isDue('a'), isDue('a'), isDue('b')]).toEqual([true, false, true]);
  nowMs = 59_999;
  expect(isDue('a')).toBe(false);
  nowMs = 60_000;
  expect(isDue('a')).toBe(true);
  for (let key = 0; key < 999; key++) isDue(`k${key}`);
  expect(isDue('a')).toBe(false);
  isDue('k999');
  isDue('k1000');
  expect(isDue('b')).toBe(true);
});
