import { formatProblem } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { type FixtureParts, fixtureRule } from '../fixture-rule.ts';
import { checkRule } from './check-rule.ts';

/** What is found in the fixture with these parts, without the file's name. */
function found(parts: FixtureParts): string[] {
  return checkRule(fixtureRule(parts)).map((problem) => formatProblem(problem).replace('fixture.yaml:', ''));
}

const opened = { eventType: 'open', message: 'event.path', uniqueId: 'event.path' };
const expression = "event.path.startsWith('/etc/shadow') && !ap.was_path_opened(event.containerId, event.path)";
const asks = {
  ...opened,
  expression,
  profileDependency: 1,
  profileDataRequired: '{opens: [{prefix: /etc/shadow}]}',
} as const;

it('finds nothing in a rule that is right', () => {
  expect(found({})).toEqual([]);
  expect(found(asks)).toEqual([]);
});

it('reports an expression that does not compile, and nothing that would follow from it', () => {
  expect(found({ ...asks, message: 'event.pth', mitre: ['TA0002', 'T1014'] })).toEqual([
    '12:25: Unknown field "pth" of Event; did you mean "path"?',
    expect.stringContaining(': Expected a technique of TA0002'),
  ]);
});

describe('a field', () => {
  it('that the events never have is reported at its place, with the events that have it', () => {
    expect(found({ expression: "event.comm == 'a' && event.path == '/b'" })).toEqual([
      '16:53: Unfilled event field "path": exec events do not have it, open and procfs events do',
    ]);
    expect(found({ expression: 'has(event.capName)' })).toEqual([
      '16:36: Unfilled event field "capName": exec events do not have it, capabilities events do',
    ]);
  });

  it('of message or uniqueId is on one of the event types', () => {
    expect(found({ message: 'event.path', uniqueId: 'event.module' })).toEqual([
      '12:25: Unfilled event field "path": exec events do not have it, open and procfs events do',
      '13:26: Unfilled event field "module": exec events do not have it, kmod events do',
    ]);
    expect(found({ message: "eventType == 'open' ? event.path : event.exepath" })).toEqual([]);
    expect(found({ message: "eventType == 'exec' ? event.path : event.exepath" })).toHaveLength(1);
  });
});

describe('profileDataRequired', () => {
  const declared = (profileDataRequired: string) => found({ ...asks, profileDataRequired });

  it.each([
    '{opens: [{prefix: /etc/shadow}]}',
    '{opens: [{prefix: /etc/}]}',
    '{opens: [{exact: /a}, {contains: shadow}]}',
    '{opens: all}',
  ])('%s holds what is needed', (text) => {
    expect(declared(text)).toEqual([]);
  });

  it.each([
    ['[{prefix: /etc/shadow-}]', 'prefix /etc/shadow-'],
    ['[{exact: /etc/shadow}]', 'exact /etc/shadow'],
    ['[{suffix: /etc/shadow}]', 'suffix /etc/shadow'],
    ['[{contains: shadows}]', 'contains shadows'],
    ['[]', 'nothing'],
  ])('opens: %s does not', (text, got) => {
    expect(declared(`{opens: ${text}}`)).toEqual([
      `18:36: Expected opens: prefix /etc/shadow, as ap.was_path_opened needs, got "${got}"`,
    ]);
  });

  it('that names a part nobody reads is too much', () => {
    expect(declared('{opens: all, execs: all}')).toEqual([
      '18:48: Unread profile data "execs": no expression asks for it',
    ]);
  });

  it('that leaves a part out is reported once, at the first call that asks for it', () => {
    const execs = 'ap.was_executed(event.containerId, event.exepath)';
    expect(found({ expression: `${execs} || ${execs}`, profileDependency: 1 })).toEqual([
      '16:26: Undeclared profile data "execs: all"; add it to profileDataRequired',
    ]);
    const { profileDataRequired: _, ...rest } = asks;
    expect(found(rest)).toEqual([
      '16:67: Undeclared profile data "opens: prefix /etc/shadow"; add it to profileDataRequired',
    ]);
  });

  it('holds what any one of the conditions leaves', () => {
    const environ = `event.path.startsWith('/proc/') && event.path.endsWith('/environ') && ${expression.split('&& ')[1]}`;
    const withDemand = (profileDataRequired: string) => found({ ...asks, expression: environ, profileDataRequired });
    expect(withDemand('{opens: [{prefix: /proc/}]}')).toEqual([]);
    expect(withDemand('{opens: [{suffix: /environ}]}')).toEqual([]);
    expect(withDemand('{opens: [{prefix: /environ}]}')).toHaveLength(1);
    expect(withDemand('{opens: [{suffix: /environs}]}')).toEqual([
      '18:36: Expected opens: suffix /environ, as ap.was_path_opened needs, got "suffix /environs"',
    ]);
  });

  it('belongs to a profileDependency of 0 or 1, and that to it', () => {
    expect(found({ ...asks, profileDependency: 2 })).toEqual([
      '17:26: Expected profileDependency 0 (required) or 1 (optional), got "2": ap.was_path_opened asks one',
    ]);
    expect(found({ profileDependency: 0 })).toEqual([
      '17:26: Expected profileDependency 2 (not required), got "0": no expression asks a profile',
    ]);
  });
});

describe('tactic and technique', () => {
  it.each([
    [
      ['TA0002', 'T1014'],
      ['Expected a technique of TA0002 (Execution), got "T1014": Rootkit serves TA0005 (Defense Evasion)'],
    ],
    [['TA0099', 'T1014'], ['Unknown tactic "TA0099" in ATT&CK 18.1; did you mean "TA0009"?']],
    [
      ['TA0005', 'T1014.001'],
      [expect.stringMatching(/^Unknown technique "T1014.001" in ATT&CK 18.1; did you mean "T/)],
    ],
    [
      ['TA0077', 'T9999'],
      [expect.stringMatching(/^Unknown tactic/), expect.stringMatching(/^Unknown technique/)],
    ],
  ] as const)('%j do not belong together or do not exist', (mitre, messages) => {
    const problems = checkRule(fixtureRule({ mitre }));
    expect(problems.map(({ message }) => message)).toEqual(messages);
    expect(problems.every(({ code, line }) => code === 'attack' && (line === 21 || line === 22))).toBe(true);
  });

  it('may be one of several', () => {
    expect(found({ mitre: ['TA0004', 'T1055.008'] })).toEqual([]);
    expect(found({ mitre: ['TA0005', 'T1055.008'] })).toEqual([]);
  });
});

it.each(['pid', 'ppid'])('uniqueId reads no %s', (name) => {
  expect(found({ uniqueId: `event.comm + string(event.${name})` })).toEqual([
    `13:46: Passing event field "${name}" in uniqueId: every process would be an incident of its own`,
  ]);
});

describe('a sequence', () => {
  const sequence = (second: string, by = 'container') =>
    `{ window: 10s, by: "${by}", steps: [{ id: read, eventType: open, expression: "event.path == '/x'" }, ` +
    `{ id: connect, eventType: network, expression: "${second}" }] }`;
  const words = { message: 'steps.read.event.path + event.dstAddr', uniqueId: 'steps.read.event.path' };

  it('that is right has nothing', () => {
    const second = 'event.dstPort == 1 && event.pid == steps.read.event.pid';
    expect(found({ ...words, sequence: sequence(second) })).toEqual([]);
  });

  it('reads fields that the events of each step have', () => {
    expect(found({ ...words, sequence: sequence("event.path == '/x'") })).toEqual([
      expect.stringMatching(/^14:\d+: Unfilled event field "path": network events do not have it, /),
    ]);
    expect(found({ ...words, sequence: sequence("steps.read.event.dstAddr == ''") })).toEqual([
      expect.stringMatching(/^14:\d+: Unfilled event field "dstAddr": open events do not have it, /),
    ]);
    expect(found({ ...words, message: 'event.path', sequence: sequence('true') })).toEqual([
      '12:25: Unfilled event field "path": network events do not have it, open and procfs events do',
    ]);
  });

  it('goes by fields that one of the steps has', () => {
    expect(found({ ...words, sequence: sequence('true', 'event.dstAddr + event.path') })).toEqual([]);
    expect(found({ ...words, sequence: sequence('true', 'event.capName') })).toHaveLength(1);
  });

  it('has no pid of any step in its uniqueId', () => {
    expect(found({ ...words, uniqueId: 'string(steps.read.event.pid)', sequence: sequence('true') })).toEqual([
      expect.stringContaining('Passing event field "pid" in uniqueId'),
    ]);
  });

  it('refers to no later step', () => {
    const backwards = sequence('true').replace("event.path == '/x'", 'steps.connect.event.pid == 1u');
    expect(found({ ...words, sequence: backwards })).toEqual([
      expect.stringMatching(/^14:\d+: Unknown field "connect" of Steps$/),
    ]);
  });
});
