import { createBatch, createStream, type Finding } from '@rulelibrary/threat-rules';
import { describe, expect, it } from 'vitest';
import { sequenceRule, timeline } from './timeline.ts';

/** Steps and window, events, and the events of each finding by their position, session by session. */
type Case = readonly [steps: string, window: string, events: string, findings: readonly (readonly number[])[]];

const inOrder: readonly Case[] = [
  // Window.
  ['ab', '60s', 'a@0 b@30', [[0, 1]]],
  ['ab', '60s', 'a@0 b@60', [[0, 1]]],
  ['ab', '60s', 'a@0 b@60.000000001', []],
  ['ab', '60s', 'a@0.000000001 b@60.000000001', [[0, 1]]],
  ['ab', '60s', 'a@0 b@61', []],
  ['ab', '1h30m', 'a@0 b@5400', [[0, 1]]],
  ['ab', '1ns', 'a@0 b@0.000000002', []],
  ['ab', '1ns', 'a@0 b@0.000000001', [[0, 1]]],
  // What is out of the window for one beginning is not for a later one.
  ['ab', '60s', 'a@0 a@50 b@100', [[1, 2]]],
  ['ab', '60s', 'a@0 b@100 a@110 b@120', [[2, 3]]],
  ['ab', '60s', 'a@0 a@10 b@30', [[0, 2]]],
  // Each later step takes the earliest later event, also where a later one would have been in time.
  ['abc', '60s', 'a@0 b@10 b@20 c@30', [[0, 1, 3]]],
  ['ab', '60s', 'a@100 b@200 b@150', []],
  // Order.
  ['ab', '60s', 'b@0 a@30', []],
  ['ab', '60s', 'b@0 a@10 b@20', [[1, 2]]],
  ['abc', '60s', 'a@0 c@10 b@20', []],
  ['abc', '60s', 'a@0 c@10 b@20 c@30', [[0, 2, 3]]],
  // Position decides, not time: only scan sorts.
  ['ab', '60s', 'b@30 a@0', []],
  ['ab', '60s', 'a@30 b@0', [[0, 1]]],
  ['ab', '60s', 'a@1000 b@0', [[0, 1]]],
  // Equal times.
  ['ab', '60s', 'a@0 b@0', [[0, 1]]],
  ['ab', '60s', 'b@0 a@0', []],
  ['abc', '1ns', 'a@0 b@0 c@0', [[0, 1, 2]]],
  // One event that fits several steps.
  ['ab', '60s', 'ab@0', []],
  ['ab', '60s', 'ab@0 ab@10', [[0, 1]]],
  ['ab', '60s', 'ab@0 b@10', [[0, 1]]],
  ['ab', '60s', 'ab@0 a@10', []],
  ['aa', '60s', 'a@0', []],
  ['aa', '60s', 'a@0 a@10', [[0, 1]]],
  ['aaa', '60s', 'a@0 a@10 a@20', [[0, 1, 2]]],
  ['abc', '60s', 'abc@0 abc@10', []],
  ['abc', '60s', 'abc@0 abc@10 abc@20', [[0, 1, 2]]],
  // Missing times.
  ['ab', '60s', 'a@- b@-', [[0, 1]]],
  ['ab', '60s', 'a@0 b@-', [[0, 1]]],
  ['ab', '60s', 'a@- b@1000', [[0, 1]]],
  ['ab', '60s', 'a@x b@1000', [[0, 1]]],
  ['ab', '60s', 'a@0 a@- b@1000', [[1, 2]]],
  ['abc', '60s', 'a@0 b@- c@30', [[0, 1, 2]]],
  ['abc', '60s', 'a@0 b@- c@61', []],
  // Times between are not looked at.
  ['abc', '60s', 'a@0 b@1000 c@30', [[0, 1, 2]]],
  ['abc', '60s', 'a@0 b@30 c@61', []],
  // Sessions.
  ['ab', '60s', 'a@0/s1 b@10/s2', []],
  [
    'ab',
    '60s',
    'a@0/s1 a@1/s2 b@2/s2 b@3/s1',
    [
      [1, 2],
      [0, 3],
    ],
  ],
  ['ab', '60s', 'a@0/- b@10/-', [[0, 1]]],
  ['ab', '60s', 'a@0/- b@10/s1', []],
  // One finding for each session.
  ['ab', '60s', 'a@0 b@10 a@20 b@30', [[0, 1]]],
  [
    'ab',
    '60s',
    'a@0/s1 b@1/s1 a@2/s2 b@3/s2 a@4/s1 b@5/s1',
    [
      [0, 1],
      [2, 3],
    ],
  ],
];

const inAnyOrder: readonly Case[] = [
  ['ab', '60s', 'b@0 a@30', [[0, 1]]],
  ['ab', '60s', 'a@0 b@60', [[0, 1]]],
  ['ab', '60s', 'a@0 b@60.000000001', []],
  ['ab', '60s', 'ab@0', []],
  ['ab', '60s', 'ab@0 a@10', [[0, 1]]],
  ['aab', '60s', 'a@0 b@10', []],
  ['abc', '60s', 'c@0 a@30 b@70 c@80', [[1, 2, 3]]],
  ['abc', '60s', 'a@0 b@- c@61', []],
  ['abc', '60s', 'c@30 b@- a@20', [[2, 0, 1]]],
  ['ab', '60s', 'b@30 a@0', [[1, 0]]],
];

const sorted: readonly Case[] = [
  ['ab', '60s', 'b@30 a@0', [[1, 0]]],
  ['ab', '60s', 'b@0#2 a@0#1', [[1, 0]]],
  ['ab', '60s', 'a@0#2 b@0#1', []],
  ['ab', '60s', 'a@0 b@0', [[0, 1]]],
  // What has no time keeps that of the event before it.
  ['ab', '60s', 'x@50 b@- a@40', [[2, 1]]],
  ['ab', '60s', 'b@x a@0', []],
];

function positions(findings: readonly Finding[]): (readonly (number | undefined)[])[] {
  return findings.map(({ lines }) => lines);
}

function batchOf([steps, window, events]: Case, options: { order?: 'any'; sorted?: boolean }): Finding[] {
  const batch = createBatch([sequenceRule(steps, window, options.order)], options);
  for (const [index, event] of timeline(events).entries()) batch.add(event, index);
  return batch.finish();
}

/** The first finding of each session, in a stream. */
function streamOf([steps, window, events]: Case, order?: 'any'): Finding[] {
  const stream = createStream([sequenceRule(steps, window, order)]);
  const all = timeline(events).flatMap((event, index) => stream.process(event, index));
  return all.filter(({ sessionId }, index) => all.findIndex((other) => other.sessionId === sessionId) === index);
}

it('has sixty cases', () => {
  expect(inOrder.length + inAnyOrder.length + sorted.length).toBeGreaterThanOrEqual(60);
});

describe('steps in their order', () => {
  it.each(inOrder)('%s within %s of %s', (...one) => {
    expect(positions(batchOf(one, {}))).toEqual(one[3]);
    expect(positions(streamOf(one))).toEqual(one[3]);
  });
});

describe('steps in any order', () => {
  it.each(inAnyOrder)('%s within %s of %s', (...one) => {
    expect(positions(batchOf(one, { order: 'any' }))).toEqual(one[3]);
    expect(positions(streamOf(one, 'any'))).toEqual(one[3]);
  });
});

describe('events that are sorted first', () => {
  it.each(sorted)('%s within %s of %s', (...one) => {
    expect(positions(batchOf(one, { sorted: true }))).toEqual(one[3]);
  });
});

describe('a finding', () => {
  it('says which rule, how bad, in which session, why, and by which events', () => {
    const [finding] = batchOf(['ab', '60s', 'a@0 b@30', []], {});
    expect(finding).toEqual({
      ruleId: 'a-rule',
      title: 'A rule',
      severity: 'high',
      posture: 'detect',
      sessionId: 's1',
      reason: 'It happened',
      events: timeline('a@0 b@30'),
      lines: [0, 1],
    });
  });
});

describe('a stream', () => {
  const told = (steps: string, window: string, events: string) => {
    const stream = createStream([sequenceRule(steps, window)]);
    const findings = timeline(events).flatMap((event, index) => stream.process(event, index));
    return { findings: positions(findings), suppressed: stream.counts().suppressed };
  };

  it.each([
    ['is quiet for a window after a finding', 'a@0 b@10 a@20 b@70', [[0, 1]], 1],
    [
      'is armed again after the window',
      'a@0 b@10 a@20 b@70.000000001',
      [
        [0, 1],
        [2, 3],
      ],
      0,
    ],
    [
      'is armed again after each window',
      'a@0 b@0 a@61 b@61 a@62 b@62 a@123 b@123',
      [
        [0, 1],
        [2, 3],
        [6, 7],
      ],
      1,
    ],
    [
      'is quiet in one session only',
      'a@0 b@1 a@2/s2 b@3/s2 a@4 b@5',
      [
        [0, 1],
        [2, 3],
      ],
      1,
    ],
    ['stays quiet while no time passes', 'a@- b@- a@- b@-', [[0, 1]], 1],
    [
      'counts the window from the first time it sees',
      'a@- b@- a@0 b@50 a@51 b@61',
      [
        [0, 1],
        [4, 5],
      ],
      1,
    ],
    ['uses each event once', 'a@0 b@10 b@71', [[0, 1]], 0],
  ])('%s', (_what, events, findings, suppressed) => {
    expect(told('ab', '60s', events)).toEqual({ findings, suppressed });
  });
});
