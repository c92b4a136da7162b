import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventFields, isFilledFor, parseEventLine } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { describe, expect, it } from 'vitest';
import { replayCommand } from './commands/replay.ts';
import { root, runCli } from './run-cli.test.support.ts';

// docs/samples: an event for each rule, and what the containers and the cluster have to be like for it to be the only one.

/** The rule that each event of the sample is for, in the order of the lines. */
const ruleIds = [
  ...['R0001', 'R0002', 'R0003', 'R0004', 'R0005', 'R0006', 'R0007', 'R0008', 'R0009', 'R0010', 'R0011', 'R0040'],
  ...['R1000', 'R1001', 'R1002', 'R1003', 'R1004', 'R1005', 'R1006', 'R1007', 'R1008', 'R1009', 'R1010', 'R1011'],
  ...['R1012', 'R1015', 'R1030', 'R2000', 'R2001'],
];

const recording = 'docs/samples/events.jsonl';
const lines = readFileSync(join(root, recording), 'utf8').trimEnd().split('\n');
const profiles = ['--profiles', 'docs/samples/profiles.yaml'];
const knowsPods = 'pods' in replayCommand.spec.options;
const pods = knowsPods ? ['--pods', 'docs/samples/pods.yaml'] : [];
const needPods = ['R0007', 'R1004'];

const { rules } = await readRules([join(root, 'pkg/rules')]);
const library = new Map(rules.map(({ spec }) => [spec.id, spec]));

/** What the sample raises when the rules that `isSilent` names are silent: of each event its own rule, and nothing else. */
function expectedAlerts(isSilent: (ruleId: string) => boolean): object[] {
  const alerts = ruleIds.map((ruleId, index) => ({ ruleId, timestamp: eventOf(index).timestamp }));
  const isThere = (ruleId: string) => library.has(ruleId) && (knowsPods || !needPods.includes(ruleId));
  return alerts.filter(({ ruleId }) => isThere(ruleId) && !isSilent(ruleId));
}

function eventOf(index: number) {
  return parseEventLine(lines[index] ?? '');
}

async function replaySample(...options: string[]) {
  const { code, stdout, stderr } = await runCli([
    ...['replay', recording, '--rules', 'pkg/rules', '--format', 'json'],
    ...options,
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^rulelib: 29 events[ ,]/) });
  expect(stderr).not.toContain('eval_error');
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { ruleId, timestamp } = JSON.parse(line) as { ruleId: string; timestamp: string };
      return { ruleId, timestamp };
    });
}

describe('docs/samples', () => {
  it('has one event for each rule', () => {
    expect(lines).toHaveLength(ruleIds.length);
  });

  it.each(ruleIds.map((ruleId, index) => [ruleId, index] as const))(
    'has for %s what its source fills, as recordings have it',
    (_ruleId, index) => {
      const event = eventOf(index);
      const filled = eventFields.filter((field) => isFilledFor(field, event.eventType)).map(({ name }) => name);
      const known = new Set<string>(['timestamp', 'eventType', 'mntns', ...filled]);
      const keys = Object.keys(JSON.parse(lines[index] ?? '') as object);
      expect(keys.filter((key) => !known.has(key))).toEqual([]);
    },
  );

  it('raises for each event its rule, and no other', async () => {
    const alerts = await replaySample(...profiles, ...pods, '--disabled');
    expect(alerts).toEqual(expectedAlerts(() => false));
  });

  it('raises nothing of rules that are off, unless it is told to', async () => {
    const alerts = await replaySample(...profiles, ...pods);
    expect(alerts).toEqual(expectedAlerts((ruleId) => library.get(ruleId)?.enabled !== true));
  });

  it('raises without the profiles nothing of rules that need one', async () => {
    const alerts = await replaySample(...pods, '--disabled');
    expect(alerts).toEqual(expectedAlerts((ruleId) => library.get(ruleId)?.profileDependency === 0));
  });
});
