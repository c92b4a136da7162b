import type { RuleSequence, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import { createEngine } from '../engine.ts';
import type { EngineOptions } from '../engine-options.ts';
import { eventOf, type RuleChanges, ruleOf } from '../fixtures.test.support.ts';

const readThenConnect: RuleSequence = {
  window: '120s',
  by: 'processTree',
  steps: [
    { id: 'read', eventType: 'open', expression: "event.path.startsWith('/run/secrets/')" },
    { id: 'connect', eventType: 'network', expression: "event.pktType == 'OUTGOING'" },
  ],
};

const message = "event.comm + ' sent ' + steps.read.event.path + ' to ' + event.dstAddr";
const uniqueId = 'steps.read.event.path';

const bash = { pid: 10, comm: 'bash', exepath: '/bin/bash' };
const systemd = { pid: 1, comm: 'systemd', exepath: '/sbin/init' };
const inBash = { pid: 11, ancestry: [bash, systemd] };

type Timed = readonly [atMs: number, event: Partial<RuntimeEvent>];

const read = (atMs: number, changes: Partial<RuntimeEvent> = {}): Timed => [
  atMs,
  { ...inBash, eventType: 'open', comm: 'cat', path: '/run/secrets/token', flags: ['O_RDONLY'], ...changes },
];
const connect = (atMs: number, changes: Partial<RuntimeEvent> = {}): Timed => [
  atMs,
  {
    ...inBash,
    pid: 12,
    eventType: 'network',
    comm: 'curl',
    dstAddr: '192.0.2.7',
    dstPort: 443,
    pktType: 'OUTGOING',
    ...changes,
  },
];

function run(events: readonly Timed[], rule: RuleChanges = {}, options: Omit<EngineOptions, 'rules'> = {}) {
  const engine = createEngine({
    ...options,
    rules: [ruleOf({ sequence: readThenConnect, message, uniqueId, ...rule })],
  });
  expect(engine.problems).toEqual([]);
  const alerts = events.flatMap(([atMs, event]) => engine.process(eventOf(event, atMs)));
  return { engine, alerts };
}

const sequenceOf = (changes: Partial<RuleSequence>): RuleChanges => ({ sequence: { ...readThenConnect, ...changes } });
const countOf = (events: readonly Timed[], rule: RuleChanges = {}, options: Omit<EngineOptions, 'rules'> = {}) =>
  run(events, rule, options).alerts.length;

describe('a sequence', () => {
  it('raises one alert, on the event that completes it', () => {
    const { alerts } = run([read(0), connect(1_000)]);
    expect(alerts).toMatchObject([
      {
        message: 'curl sent /run/secrets/token to 192.0.2.7',
        uniqueId: '/run/secrets/token',
        process: { comm: 'curl' },
      },
    ]);
  });

  it('carries the events of all its steps', () => {
    const [alert] = run([read(0), connect(1_000)]).alerts;
    expect(alert?.sequence).toEqual([
      {
        step: 'read',
        event: expect.objectContaining({
          timestamp: '2026-11-21T16:54:00.000Z',
          path: '/run/secrets/token',
          comm: 'cat',
          pid: 11,
        }),
      },
      { step: 'connect', event: { timestamp: '2026-11-21T16:54:01.000Z', ...alert?.event } },
    ]);
  });

  it.each<[string, readonly Timed[], number]>([
    ['the steps in their order', [read(0), connect(1)], 1],
    ['the steps the wrong way round', [connect(0), read(1)], 0],
    ['one step alone', [read(0), read(20_000)], 0],
    ['an event of the first step that is none', [read(0, { path: '/run/other' }), connect(1)], 0],
    ['the end of the window', [read(0), connect(120_000)], 1],
    ['after the end of the window', [read(0), connect(120_001)], 0],
    ['a later beginning within the window', [read(0), read(60_000), connect(130_000)], 1],
    ['another process tree', [read(0), connect(1, { ancestry: [{ ...bash, pid: 20 }, systemd] })], 0],
    ['a read that failed', [read(0, { error: 13 }), connect(1)], 0],
    ['the same again within the window', [read(0), connect(1), read(20_000), connect(30_000)], 1],
    ['equal times', [read(0), connect(0)], 1],
  ])('of %s', (_, events, expected) => {
    expect(countOf(events)).toBe(expected);
  });

  it('is told again after its window, unless the cooldown holds it back', () => {
    const events = [read(0), connect(1), read(20_000), connect(30_000), read(200_000), connect(200_001)];
    const { engine, alerts } = run(events, {}, { cooldownMs: 1_000 });
    expect(alerts).toHaveLength(2);
    expect(engine.counts().sequences).toMatchObject({ suppressed: 1, held: 0 });
    const cooled = run(events);
    expect(cooled.alerts).toHaveLength(1);
    expect(cooled.engine.counts().suppressed).toEqual({ R0001: { cooldown: 1 } });
  });

  it('keeps copies: an event may change after the call', () => {
    const engine = createEngine({ rules: [ruleOf({ sequence: readThenConnect, message, uniqueId })] });
    const flags = ['O_RDONLY'];
    const view = { ...eventOf(read(0, { flags })[1]) } as { -readonly [key in keyof RuntimeEvent]: RuntimeEvent[key] };
    engine.process(view);
    view.path = '/moved/on';
    flags[0] = 'MOVED';
    const [alert] = engine.process(eventOf(connect(1)[1], 1));
    expect(alert?.message).toBe('curl sent /run/secrets/token to 192.0.2.7');
    expect(alert?.sequence?.[0]?.event['flags']).toEqual(['O_RDONLY']);
  });

  it('in any order fires whichever comes first, with the events in the order of time', () => {
    const rule = { ...sequenceOf({ order: 'any' }), message: "steps.read.event.comm + ' ' + steps.connect.event.comm" };
    const [alert] = run([connect(0), read(5)], rule).alerts;
    expect(alert?.message).toBe('cat curl');
    expect(alert?.sequence?.map(({ step }) => step)).toEqual(['connect', 'read']);
    expect(countOf([read(0), connect(5)], rule)).toBe(1);
    expect(countOf([connect(0), read(120_001)], rule)).toBe(0);
  });

  it('in any order gives each event the step that leaves one for the other', () => {
    const steps = [
      { id: 'some', eventType: 'exec', expression: "event.comm in ['a', 'b']" },
      { id: 'a', eventType: 'exec', expression: "event.comm == 'a'" },
    ] as const;
    const rule = {
      ...sequenceOf({ order: 'any', steps }),
      message: "steps.some.event.comm + ' ' + steps.a.event.comm",
      uniqueId: "''",
    };
    const exec = (comm: string): Timed => [0, { ...inBash, comm }];
    expect(run([exec('a'), exec('b')], rule).alerts[0]?.message).toBe('b a');
    expect(countOf([exec('b'), exec('b')], rule)).toBe(0);
  });

  it('never fills two steps with one event', () => {
    const step = { eventType: 'exec', expression: 'true' } as const;
    const rule = {
      ...sequenceOf({
        steps: [
          { id: 'one', ...step },
          { id: 'two', ...step },
        ],
      }),
      message: "'x'",
      uniqueId: "''",
    };
    expect([
      countOf([[0, inBash]], rule),
      countOf(
        [
          [0, inBash],
          [1, inBash],
        ],
        rule,
      ),
    ]).toEqual([0, 1]);
  });
});

describe('what a sequence goes by', () => {
  const inPod = (name: string): Partial<RuntimeEvent> => ({
    containerId: name,
    namespace: 'n',
    podName: 'p',
    ancestry: [],
  });

  it.each<[string, Partial<RuntimeEvent>, Partial<RuntimeEvent>, number]>([
    ['processTree', inPod('a'), inPod('a'), 0],
    ['container', inPod('a'), inPod('a'), 1],
    ['container', inPod('a'), inPod('b'), 0],
    ['container', {}, {}, 0],
    ['pod', inPod('a'), inPod('b'), 1],
    ['pod', inPod('a'), { ...inPod('b'), podName: 'q' }, 0],
    ["event.uid == 0u ? '' : string(event.uid)", { uid: 5 }, { uid: 5 }, 1],
    ["event.uid == 0u ? '' : string(event.uid)", { uid: 5 }, { uid: 6 }, 0],
    ["event.uid == 0u ? '' : string(event.uid)", { uid: 0 }, { uid: 0 }, 0],
  ])('by %s of %j and %j', (by, first, second, expected) => {
    expect(countOf([read(0, first), connect(1, second)], sequenceOf({ by }))).toBe(expected);
  });

  it('counts a key that fails', () => {
    const { engine, alerts } = run([read(0), connect(1)], sequenceOf({ by: 'event.comm.substring(9)' }));
    expect(alerts).toEqual([]);
    expect(engine.counts().suppressed['R0001']).toEqual({ eval_error: 1 });
    expect(engine.evaluationErrors()[0]?.line).toBeGreaterThan(1);
  });
});

describe('steps that refer to earlier ones', () => {
  const [first, second] = readThenConnect.steps as [RuleSequence['steps'][0], RuleSequence['steps'][0]];
  const bySamePid = sequenceOf({
    by: 'container',
    steps: [first, { ...second, expression: 'event.pid == steps.read.event.pid' }],
  });
  const at = (pid: number) => ({ containerId: 'c', pid });

  it('fire on what they ask of them', () => {
    expect(countOf([read(0, at(1)), connect(1, at(1))], bySamePid)).toBe(1);
    expect(countOf([read(0, at(1)), connect(1, at(2))], bySamePid)).toBe(0);
  });

  it('follow up each beginning by itself', () => {
    const path = (pid: number) => ({ ...at(pid), path: `/run/secrets/${pid}` });
    const { alerts } = run([read(0, path(1)), read(1, path(2)), connect(2, at(1))], bySamePid);
    expect(alerts.map(({ uniqueId }) => uniqueId)).toEqual(['/run/secrets/1']);
  });

  it('are refused at load where they name a later step or none', () => {
    const problemOf = (expression: string) => {
      const sequence = { ...readThenConnect, steps: [{ ...first, expression }, second] };
      const { problems } = createEngine({ rules: [ruleOf({ sequence, message, uniqueId })] });
      return problems.map(({ line, column, message }) => [line > 1 && column > 1, message]);
    };
    expect(problemOf('steps.connect.event.pid == 1u')).toEqual([
      [true, expect.stringContaining('Unknown field "connect"')],
    ]);
    expect(problemOf('steps.read.event.pid == 1u')).toEqual([[true, expect.stringContaining('Unknown field "read"')]]);
  });

  it('are refused in any order', () => {
    const sequence = {
      ...readThenConnect,
      order: 'any',
      steps: [first, { ...second, expression: 'steps.read.event.pid == 1u' }],
    } as const;
    const { problems } = createEngine({ rules: [ruleOf({ sequence, message, uniqueId })] });
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('Unknown variable "steps"')]);
  });

  it('place what fails in them', () => {
    const sequence = {
      ...readThenConnect,
      steps: [first, { ...second, expression: "steps.read.event.flags[7] == ''" }],
    };
    const { engine, alerts } = run([read(0), connect(1)], { sequence });
    expect(alerts).toEqual([]);
    expect(engine.evaluationErrors()).toMatchObject([{ ruleId: 'R0001', count: 1 }]);
  });
});

describe('the gates before a sequence', () => {
  it('keep events of other contexts out', () => {
    const pod = { containerId: 'c', namespace: 'n', podName: 'p' };
    const rule = { ...sequenceOf({ by: "'all'" }), tags: ['context:kubernetes'] };
    expect(countOf([read(0, pod), connect(1, pod)], rule)).toBe(1);
    expect(countOf([read(0), connect(1, pod)], rule)).toBe(0);
  });

  it('want a completed profile at each step', () => {
    const pod = { containerId: 'c' };
    const rule = { ...sequenceOf({ by: 'container' }), profileDependency: 0 } as const;
    const { engine, alerts } = run([read(0, pod), connect(1, pod)], rule);
    expect(alerts).toEqual([]);
    expect(engine.counts().suppressed).toEqual({ R0001: { profile_missing: 2 } });
    const profiles = { profileOf: () => ({ status: 'completed' }) as const };
    expect(countOf([read(0, pod), connect(1, pod)], rule, { profiles })).toBe(1);
  });

  it('leave out what state leaves out', () => {
    const rule = { state: { ignorePrefixes: ['/run/secrets'] } };
    const { engine, alerts } = run([read(0), connect(1)], rule);
    expect([alerts, engine.counts().suppressed]).toEqual([[], { R0001: { prefilter: 1 } }]);
  });

  it('leave out events of what a policy allows', () => {
    const profiles = {
      profileOf: () => ({ status: 'completed', rulePolicies: { R0001: { processAllowed: ['cat'] } } }) as const,
    };
    expect(countOf([read(0), connect(1)], { supportPolicy: true }, { profiles })).toBe(0);
    expect(countOf([read(0, { comm: 'dd' }), connect(1)], { supportPolicy: true }, { profiles })).toBe(1);
  });
});

describe('what alerts of a sequence show', () => {
  const exec = { id: 'run', eventType: 'exec', expression: "event.comm == 'mysql'" } as const;
  const connectStep = readThenConnect.steps[1] as RuleSequence['steps'][0];
  const rule: RuleChanges = {
    ...sequenceOf({ steps: [exec, connectStep] }),
    message: "steps.run.event.args.join(' ')",
    uniqueId: 'steps.run.event.comm',
  };
  const events: Timed[] = [[0, { ...inBash, comm: 'mysql', args: ['mysql', '--password=hunter2'] }], connect(1)];

  it('is masked in all events and in what is worded of them', () => {
    expect(JSON.stringify(run(events, rule).alerts)).not.toContain('hunter2');
  });

  it('is as it was where that is asked for', () => {
    const [alert] = run(events, rule, { masked: false }).alerts as [Alert];
    expect(alert.message).toBe('mysql --password=hunter2');
    expect(alert.sequence?.[0]?.event['args']).toEqual(['mysql', '--password=hunter2']);
  });
});

describe('what sequences hold', () => {
  const trees = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      read(index, { pid: 1_000 + index, ancestry: [{ ...bash, pid: 100 + index }, systemd] }),
    );

  it.each([
    [5, 5, 0],
    [6, 5, 1],
  ])('is so many trees at most: %d', (count, held, evicted) => {
    const { engine } = run(trees(count), {}, { sequenceLimits: { keys: 5 } });
    expect(engine.counts().sequences).toMatchObject({ keys: held, held, evicted });
  });

  it.each([
    [2, 4, 0],
    [3, 4, 2],
  ])('is so much of all rules together at most: of two, %d trees', (count, held, evicted) => {
    const rules = ['R0001', 'R0002'].map((id) => ruleOf({ id, sequence: readThenConnect, message, uniqueId }));
    const engine = createEngine({ rules, sequenceLimits: { total: 4 } });
    for (const [atMs, event] of trees(count)) engine.process(eventOf(event, atMs));
    expect(engine.counts().sequences).toMatchObject({ held, evicted });
  });

  it.each([
    [3, 3, 0],
    [4, 3, 1],
  ])('is so many beginnings of one tree at most: %d', (count, held, evicted) => {
    const events = Array.from({ length: count }, (_, index) => read(index, { path: `/run/secrets/${index}` }));
    const { engine } = run(events, {}, { sequenceLimits: { perKey: 3 } });
    expect(engine.counts().sequences).toMatchObject({ held, evicted });
  });

  it('is forgotten when its time is over', () => {
    const { engine } = run([read(0)], {}, { sequenceLimits: { idleNs: 0n } });
    engine.process(eventOf(read(60_000, { path: '/other' })[1], 60_000));
    expect(engine.counts().sequences).toMatchObject({ keys: 1, expired: 0 });
    engine.process(eventOf(read(240_000, { path: '/other' })[1], 240_000));
    expect(engine.counts().sequences).toMatchObject({ keys: 0, held: 0, expired: 1 });
  });

  it('is nothing of events that only a later step reads', () => {
    expect(run([connect(0), connect(10_000)]).engine.counts().sequences).toMatchObject({ keys: 0, held: 0 });
  });
});
