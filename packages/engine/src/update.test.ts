import type { Rule } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { bindingOf, podInfo } from './bindings/binding.test.support.ts';
import { createEngine } from './engine.ts';
import type { EngineOptions } from './engine-options.ts';
import { eventOf, type RuleChanges, ruleOf, startMs } from './fixtures.test.support.ts';

function engineOf(rules: readonly RuleChanges[], options: Partial<EngineOptions> = {}) {
  const engine = createEngine({ rules: rules.map(ruleOf), ...options });
  return {
    ...engine,
    update: (changed: readonly RuleChanges[]) => engine.update({ rules: changed.map(ruleOf) }),
    /** Ids of the rules that an event fires. */
    fire: (pid: number, atMs = 0) => engine.process(eventOf({ pid }, atMs)).map(({ ruleId }) => ruleId),
    engine,
  };
}

/** A rule as the cluster has it, in an object of this name and age. */
function inObject(changes: RuleChanges, name: string, createdMs?: number, namespace = 'kubescape'): Rule {
  return { ...ruleOf(changes), object: { name, namespace, ...(createdMs !== undefined && { createdMs }) } };
}

describe('a change of rules', () => {
  it('counts from the next event on', () => {
    const { fire, update } = engineOf([{ id: 'R0001' }]);
    expect(fire(1)).toEqual(['R0001']);
    update([{ id: 'R0002' }]);
    expect(fire(2)).toEqual(['R0002']);
    update([]);
    expect(fire(3)).toEqual([]);
  });

  it('is all or nothing for an event', () => {
    // The first rule of the old set makes way for the new one while the event is evaluated.
    const old = ['R0001', 'R0002', 'R0003'].map((id) => ruleOf({ id, profileDependency: 1 }));
    const next = ['R0004', 'R0005'].map((id) => ruleOf({ id }));
    let asked = 0;
    const profiles = {
      profileOf: () => {
        asked += 1;
        if (asked === 1) engine.update({ rules: next });
        return undefined;
      },
    };
    const rules = [ruleOf({ on: { exec: "!ap.was_executed('', 'x')" } }), ...old.slice(1)];
    const engine = createEngine({ rules, profiles });
    const fired = [1, 2].map((pid) => engine.process(eventOf({ pid, comm: `c${pid}` })).map(({ ruleId }) => ruleId));
    expect(fired).toEqual([
      ['R0001', 'R0002', 'R0003'],
      ['R0004', 'R0005'],
    ]);
  });

  it('loses no event of a stream', () => {
    const engine = createEngine({ rules: [ruleOf({ id: 'R0001' })], cooldownMs: 0 });
    const sets = [['R0001'], ['R0001', 'R0002'], ['R0002'], []].map((ids) => ids.map((id) => ruleOf({ id })));
    const fired = Array.from({ length: 400 }, (_, index) => {
      if (index % 100 === 0) engine.update({ rules: sets[index / 100] ?? [] });
      return engine.process(eventOf({ pid: index }, index)).length;
    });
    const sum = (from: number) => fired.slice(from, from + 100).reduce((total, count) => total + count, 0);
    expect([0, 100, 200, 300].map(sum)).toEqual([100, 200, 100, 0]);
  });

  it('keeps the cooldown of a rule that says the same, from whichever file', () => {
    const { fire, update } = engineOf([{ id: 'R0001' }, { id: 'R0002' }]);
    expect(fire(1)).toEqual(['R0001', 'R0002']);
    update([{ id: 'R0002' }, { id: 'R0001' }, { id: 'R0003' }]);
    expect(fire(2)).toEqual(['R0003']);
  });

  it('begins anew with a rule that changed or comes back', () => {
    const { fire, update } = engineOf([{ id: 'R0001' }]);
    fire(1);
    update([{ id: 'R0001', message: "'mended'" }]);
    expect(fire(2)).toEqual(['R0001']);
    expect(fire(3)).toEqual([]);
    update([]);
    update([{ id: 'R0001', message: "'mended'" }]);
    expect(fire(4)).toEqual(['R0001']);
  });

  it('keeps counts and deduplication', () => {
    const { engine, update } = engineOf([{ on: { open: 'true' } }], { cooldownMs: 0 });
    const open = (atMs: number) => engine.process(eventOf({ eventType: 'open', path: '/x' }, atMs));
    open(0);
    update([{ on: { open: 'true' } }, { id: 'R0002' }]);
    open(1);
    expect(engine.counts()).toMatchObject({ received: 2, deduplicated: 1, alerts: 1 });
  });

  it('keeps what rules held back, also those that are gone', () => {
    const needsProfile = { profileDependency: 0 } as const;
    const { engine, fire, update } = engineOf([needsProfile, { ...needsProfile, id: 'R0002' }]);
    for (const pid of [1, 2, 3]) fire(pid);
    update([needsProfile]);
    fire(4);
    expect(engine.counts().suppressed).toEqual({ R0001: { profile_missing: 4 }, R0002: { profile_missing: 3 } });
  });

  it('forgets the errors of rules that are gone or were mended', () => {
    const failing = { on: { exec: "event.args[5] == 'x'" } };
    const { engine, fire, update } = engineOf([failing, { ...failing, id: 'R0002' }]);
    fire(1);
    expect(engine.evaluationErrors()).toHaveLength(2);
    update([failing]);
    expect(engine.evaluationErrors().map(({ ruleId }) => ruleId)).toEqual(['R0001']);
    update([{}]);
    expect(engine.evaluationErrors()).toEqual([]);
  });

  it('gives the room of sequences that are gone to others, and forgets no count', () => {
    const held = (id: string, eventType: 'open' | 'exec'): RuleChanges => ({
      id,
      sequence: {
        window: '1m',
        by: 'event.comm',
        steps: [
          { id: 'a', eventType, expression: 'true' },
          { id: 'b', eventType: 'fork', expression: 'true' },
        ],
      },
      message: "'both'",
      uniqueId: "''",
    });
    const { engine, update } = engineOf([held('R0001', 'open'), held('R0002', 'exec')], {
      sequenceLimits: { total: 2 },
    });
    for (const comm of ['a', 'b', 'c']) engine.process(eventOf({ eventType: 'open', path: '/x', comm }));
    expect(engine.counts().sequences).toMatchObject({ held: 2, evicted: 1 });
    update([held('R0002', 'exec')]);
    expect(engine.counts().sequences).toMatchObject({ held: 0, evicted: 1 });
    for (const comm of ['a', 'b']) engine.process(eventOf({ comm }));
    expect(engine.counts().sequences).toMatchObject({ held: 2, evicted: 1 });
  });

  it('goes on with sequences of rules that stay, and counts what the others had begun no more', () => {
    const sequence = (id: string): RuleChanges => ({
      id,
      sequence: {
        window: '1m',
        by: 'event.comm',
        steps: [
          { id: 'a', eventType: 'open', expression: 'true' },
          { id: 'b', eventType: 'exec', expression: 'true' },
        ],
      },
      message: "'both'",
      uniqueId: "''",
    });
    const { engine, fire, update } = engineOf([sequence('R0001'), sequence('R0002')]);
    engine.process(eventOf({ eventType: 'open', path: '/x' }));
    expect(engine.counts().sequences).toMatchObject({ keys: 2, held: 2 });
    update([sequence('R0001'), { ...sequence('R0002'), severity: 9 }]);
    expect(engine.counts().sequences).toMatchObject({ keys: 1, held: 1 });
    expect(fire(1, 1)).toEqual(['R0001']);
  });

  it('leaves rules, bindings and policy alone that are not given', () => {
    const policy = { contexts: { host: { disable: ['R0002'] } } };
    const rules = ['R0001', 'R0002'].map((id) => ruleOf({ id, tags: ['context:kubernetes', 'context:host'] }));
    const engine = createEngine({ rules, policy, bindings: [bindingOf([{ ruleID: 'R0002' }])] });
    const ids = () => [
      engine.process(eventOf({ hostName: 'h' })).map(({ ruleId }) => ruleId),
      engine.evaluate(eventOf({ containerId: 'c' }), podInfo(), startMs).map(({ ruleId }) => ruleId),
    ];
    expect(ids()).toEqual([['R0001'], ['R0002']]);
    engine.update({ bindings: [bindingOf([{ ruleID: 'R0001' }])] });
    expect(ids()).toEqual([[], ['R0001']]);
    engine.update({ policy: { contexts: {} } });
    expect(ids()).toEqual([['R0002'], []]);
    engine.update({ rules: rules.slice(1), policy: undefined });
    expect(engine.report().bindings[0]?.unknownRules).toEqual(['R0001']);
  });
});

describe('the report of a change', () => {
  const broken = { on: { exec: 'event.nope' } };

  it('says by object what became of its rules', () => {
    const engine = createEngine({ rules: [] });
    const report = engine.update({
      rules: [
        inObject({ id: 'R0001' }, 'old', 1_000),
        inObject({ ...broken, id: 'R0002' }, 'old', 1_000),
        inObject({ id: 'R0003', enabled: false }, 'old', 1_000),
        inObject({ id: 'R0001', severity: 9 }, 'new', 2_000),
      ],
    });
    const winner = { name: 'new', namespace: 'kubescape', createdMs: 2_000 };
    expect(report.objects).toMatchObject([
      {
        object: { name: 'old' },
        accepted: ['R0003'],
        rejected: [{ id: 'R0002', problems: [{ code: 'expression', line: 20 }] }],
        overridden: [{ id: 'R0001', by: { object: winner } }],
      },
      { object: winner, accepted: ['R0001'], rejected: [], overridden: [] },
    ]);
    expect(report).toBe(engine.report());
    expect(engine.problems).toBe(report.problems);
    expect(engine.counts().rules).toEqual({ active: 1, disabled: 1, otherVersion: 0, overridden: 1, rejected: 1 });
    expect(engine.process(eventOf())[0]?.severity.level).toBe(9);
  });

  it.each<[string, Rule, Rule, number]>([
    ['the newest, first', inObject({ severity: 1 }, 'z', 2), inObject({ severity: 2 }, 'a', 1), 1],
    ['the newest, last', inObject({ severity: 1 }, 'a', 1), inObject({ severity: 2 }, 'z', 2), 2],
    ['one with an age before one without', ruleOf({ severity: 1 }), inObject({ severity: 2 }, 'z', 1), 2],
    [
      'as old: the first by namespace',
      inObject({ severity: 1 }, 'a', 1, 'b'),
      inObject({ severity: 2 }, 'b', 1, 'a'),
      2,
    ],
    ['as old: the first by name', inObject({ severity: 1 }, 'b', 1), inObject({ severity: 2 }, 'a', 1), 2],
    ['files: the first', ruleOf({ severity: 1 }), ruleOf({ severity: 2 }), 1],
    [
      'one that compiles before a newer one that does not',
      inObject({ severity: 1 }, 'a', 1),
      inObject(broken, 'b', 2),
      1,
    ],
    [
      'one for this version before a newer one for another',
      inObject({ severity: 1 }, 'a', 1),
      inObject({ severity: 2, agentVersionRequirement: '>2' }, 'b', 2),
      1,
    ],
  ])('of two rules with the same id counts %s', (_, one, other, severity) => {
    const engine = createEngine({ rules: [one, other], agentVersion: '1.0.0' });
    expect(engine.process(eventOf()).map((alert) => alert.severity.level)).toEqual([severity]);
  });

  it('a newer rule that is switched off switches off', () => {
    const rules = [inObject({}, 'a', 1), inObject({ enabled: false }, 'b', 2)];
    expect(createEngine({ rules }).process(eventOf())).toEqual([]);
  });

  it('names the place where a rule stands now', () => {
    const failing = ruleOf({ on: { exec: "event.args[5] == 'x'" } });
    const moved: Rule = { ...failing, placeInText: () => ({ file: 'moved.yaml', line: 7, column: 1 }) };
    const engine = createEngine({ rules: [failing] });
    engine.process(eventOf());
    engine.update({ rules: [moved] });
    expect(engine.evaluationErrors()).toMatchObject([{ file: 'moved.yaml', line: 7, count: 1 }]);
  });
});

describe('the cost of a change', () => {
  const count = 200;
  const set = (changed: number) =>
    Array.from({ length: count }, (_, index) =>
      ruleOf({
        id: `R${String(index).padStart(4, '0')}`,
        on: { exec: `event.comm == 'c${index}${index < changed ? 'x' : ''}' && event.args.exists(a, a == 'y')` },
      }),
    );

  it('of 200 rules, one of them changed, is tens of milliseconds', () => {
    const engine = createEngine({ rules: set(0) });
    const times = [1, 0, 1, 0, 1].map((changed) => {
      const rules = set(changed);
      const started = process.threadCpuUsage();
      engine.update({ rules });
      engine.process(eventOf());
      return process.threadCpuUsage(started).user / 1_000;
    });
    // The best of five, and of CPU time: the machine may be busy.
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
