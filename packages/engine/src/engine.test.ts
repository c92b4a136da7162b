import type { ContainerProfile, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import type { ContextInfo } from './contexts/context-info.ts';
import { createEngine } from './engine.ts';
import type { EngineOptions, EvaluationOutcome } from './engine-options.ts';
import { eventOf, type RuleChanges, ruleOf, startMs } from './fixtures.test.support.ts';
import type { ContainerIdentity, ProfileSource } from './profile-source.ts';

function engineOf(rules: readonly RuleChanges[], options: Partial<EngineOptions> = {}) {
  return createEngine({ rules: rules.map(ruleOf), ...options });
}

/** How many alerts one event raises with one rule. */
function alertsOf(rule: RuleChanges, event: Partial<RuntimeEvent>, options: Partial<EngineOptions> = {}): number {
  return engineOf([rule], options).process(eventOf(event)).length;
}

const completed: ContainerProfile = { status: 'completed', execs: [{ path: '/bin/known' }] };
const profileOf = (profile: ContainerProfile | undefined) => ({ profiles: { profileOf: () => profile } });
const hourMs = 3_600_000;

describe('which events rules see', () => {
  it.each(['open', 'symlink', 'hardlink'] as const)('not a failed %s, which did not happen', (eventType) => {
    const engine = engineOf([{ on: { [eventType]: 'true' } }]);
    expect(engine.process(eventOf({ eventType, error: 13 }))).toEqual([]);
    expect(engine.process(eventOf({ eventType, error: 0 }))).toHaveLength(1);
    expect(engine.counts()).toMatchObject({ received: 2, failedCalls: 1, deduplicated: 0, alerts: 1 });
  });

  it.each(['bpf', 'kmod', 'ptrace', 'unshare'] as const)('a failed %s, whose attempt counts', (eventType) => {
    expect(alertsOf({ on: { [eventType]: 'true' } }, { eventType, error: 1 })).toBe(1);
  });

  it('not the same event again within its window', () => {
    const engine = engineOf([{ on: { open: 'true' } }], { cooldownMs: 0 });
    const times = [0, 9_999, 10_000];
    expect(times.map((time) => engine.process(eventOf({ eventType: 'open' }, time)).length)).toEqual([1, 0, 1]);
    expect(engine.counts().deduplicated).toBe(1);
  });

  it('only of the contexts that are watched', () => {
    const engine = engineOf([{}], { contexts: ['standalone'] });
    expect(engine.process(eventOf())).toHaveLength(0);
    expect(engine.process(eventOf({ containerId: 'c' }))).toHaveLength(1);
    expect(engine.counts().outOfContext).toBe(1);
  });

  it('only of the places that are watched', () => {
    const engine = engineOf([{}], { isWatched: ({ container }) => container?.id !== 'c' });
    expect(engine.process(eventOf())).toHaveLength(1);
    expect(engine.process(eventOf({ containerId: 'c' }))).toHaveLength(0);
    expect(engine.process(eventOf({ containerId: 'd' }))).toHaveLength(1);
    expect(engine.counts().outOfContext).toBe(1);
  });

  it('events that no rule asks for are counted', () => {
    const engine = engineOf([{ tags: ['context:kubernetes'] }]);
    engine.process(eventOf());
    engine.process(eventOf({ eventType: 'fork' }));
    engine.process(eventOf({ eventType: '__proto__' as 'fork' }));
    expect(engine.counts()).toMatchObject({ received: 3, noRules: 3, evaluated: 0 });
  });

  it.each([
    ['host', {}, [1, 0, 0, 0]],
    ['standalone', { containerId: 'c' }, [0, 1, 1, 0]],
    ['kubernetes', { namespace: 'n', podName: 'p' }, [0, 1, 0, 1]],
  ] as const)('rules by their tags: %s', (_, event, expected) => {
    const tags = [['context:host'], ['context:container'], ['context:standalone'], []];
    expect(tags.map((tag) => alertsOf({ tags: tag }, event))).toEqual(expected);
  });
});

describe('where an event happened', () => {
  const shop: ContextInfo = { context: 'standalone', workloadId: 'shop:c', ownContexts: ['payments'] };

  it('is what the caller says, the user’s own contexts included', () => {
    const rules = [
      { id: 'R0001', tags: ['context:payments'] },
      { id: 'R0002', tags: ['context:host'] },
      { id: 'R0003' },
    ];
    const alerts = engineOf(rules, { contextOf: () => shop }).process(eventOf());
    expect(alerts.map(({ ruleId, sourceContext }) => [ruleId, sourceContext])).toEqual([
      ['R0001', 'standalone'],
      ['R0003', 'standalone'],
    ]);
  });

  it('decides for each place, whatever came before', () => {
    const places: readonly ContextInfo[] = [{ ...shop, ownContexts: [] }, shop, { ...shop, context: 'host' }];
    const seen = places.map((info) =>
      engineOf([{ tags: ['context:payments'] }], { contextOf: () => info }).process(eventOf()),
    );
    const engine = engineOf([{ tags: ['context:payments'] }], { cooldownMs: 0 });
    const together = places.map((info) => engine.evaluate(eventOf(), info, startMs));
    expect(seen.map(({ length }) => length)).toEqual([0, 1, 1]);
    expect(together.map(({ length }) => length)).toEqual([0, 1, 1]);
  });

  it('holds the events of nobody knows where, once each', () => {
    const engine = engineOf([{ on: { open: 'true' } }], { contextOf: () => undefined });
    const event = eventOf({ eventType: 'open' });
    expect([engine.process(event), engine.process(event)]).toEqual([[], []]);
    expect(engine.counts()).toMatchObject({ received: 2, held: 1, deduplicated: 1, evaluated: 0 });
    expect(engine.evaluate(event, shop, startMs)).toHaveLength(1);
    expect(engine.counts()).toMatchObject({ received: 2, evaluated: 1, alerts: 1 });
  });

  it('is what the source of profiles is asked with', () => {
    const asked: ContainerIdentity[] = [];
    const profiles: ProfileSource = { profileOf: (identity) => void asked.push(identity) };
    engineOf([{ profileDependency: 0 }], { profiles, contextOf: () => shop }).process(eventOf());
    expect(asked).toMatchObject([{ pid: 1234, info: shop }]);
  });
});

describe('who is told of an event', () => {
  /** What `onEvaluated` says of three equal events. */
  function toldOf(rules: readonly RuleChanges[], options: Partial<EngineOptions> = {}): unknown[] {
    const told: unknown[] = [];
    const engine = engineOf(rules, { ...options, onEvaluated: (_event, info, o) => told.push([info.context, o]) });
    for (const atMs of [0, 1, 2]) engine.process(eventOf({ exepath: '/bin/cat' }, atMs));
    return told;
  }
  const three = (matchedSignature: boolean) => [0, 1, 2].map(() => ['host', { matchedSignature }]);

  it.each([
    ['a signature that matches, cooled down or not', [{}], true],
    ['one that does not match', [{ on: { exec: 'false' } }], false],
    ['a rule with an optional profile', [{ profileDependency: 1 }], false],
    ['a signature of another type', [{ on: { open: 'true' } }], false],
    ['no rule at all', [], false],
    ['a signature and another', [{ profileDependency: 1 }, { id: 'R0002' }], true],
  ] as const)('%s', (_, rules, expected) => {
    expect(toldOf(rules)).toMatchObject(three(expected));
  });

  it.each([
    ['a rule with a policy that matches', { supportPolicy: true, profileDependency: 1 }, ['R0001']],
    ['one that waits for its profile', { supportPolicy: true, profileDependency: 0 }, ['R0001']],
    ['one without a policy', { profileDependency: 0 }, []],
    ['one that does not match', { supportPolicy: true, profileDependency: 0, on: { exec: 'false' } }, []],
    [
      'one that its prefilter keeps off',
      { supportPolicy: true, profileDependency: 0, state: { includePrefixes: ['/opt'] } },
      [],
    ],
    [
      'one that fails',
      { supportPolicy: true, profileDependency: 0, on: { exec: '1 / int(event.pid - event.pid) == 1' } },
      [],
    ],
  ] as const)('which policy rules it triggers: %s', (_, rule, triggered) => {
    expect(toldOf([rule], {}).map((told) => (told as [string, EvaluationOutcome])[1].triggered)).toEqual(
      [0, 1, 2].map(() => triggered),
    );
  });

  it('a sequence of signatures, at the event that completes it', () => {
    const steps = [
      { id: 'one', eventType: 'exec', expression: 'event.pid == 1u' },
      { id: 'two', eventType: 'exec', expression: 'event.pid == 2u' },
    ] as const;
    const told: boolean[] = [];
    const engine = engineOf([{ sequence: { by: 'event.comm', order: 'sequence', window: '1m', steps } }], {
      onEvaluated: (_event, _info, { matchedSignature }) => told.push(matchedSignature),
    });
    for (const pid of [1, 2, 3]) engine.process(eventOf({ pid }, pid));
    expect(told).toEqual([false, true, false]);
  });

  it('nobody, of contexts that are not watched, failed calls and repetitions', () => {
    expect(toldOf([{}], { contexts: ['standalone'] })).toEqual([]);
    const told: string[] = [];
    const engine = engineOf([{}], { onEvaluated: ({ eventType }) => told.push(eventType) });
    engine.process(eventOf({ eventType: 'open', error: 2 }));
    for (const atMs of [0, 1]) engine.process(eventOf({ eventType: 'open' }, atMs));
    expect(told).toEqual(['open']);
  });
});

describe('which rules run', () => {
  it('not a disabled one, unless asked', () => {
    expect(alertsOf({ enabled: false }, {})).toBe(0);
    expect(alertsOf({ enabled: false }, {}, { includeDisabled: true })).toBe(1);
    expect(engineOf([{ enabled: false }]).counts().rules).toEqual({
      active: 0,
      disabled: 1,
      otherVersion: 0,
      overridden: 0,
      rejected: 0,
    });
  });

  it('only one for this version of the agent', () => {
    const rule = { agentVersionRequirement: '>=1.2' };
    expect(alertsOf(rule, {}, { agentVersion: '1.2.0' })).toBe(1);
    expect(alertsOf(rule, {}, { agentVersion: '1.1.9' })).toBe(0);
    expect(alertsOf(rule, {})).toBe(1);
    expect(engineOf([rule], { agentVersion: '1.1.9' }).counts().rules.otherVersion).toBe(1);
  });

  it('an agent version that is none is refused', () => {
    expect(() => engineOf([{}], { agentVersion: 'new' })).toThrow('Expected a version, got "new"');
  });

  it('all expressions for the event type must hold, those for others do not matter', () => {
    const rule = ruleOf({ on: { exec: "event.comm == 'cat'", open: 'false' } });
    const second = { eventType: 'exec', expression: 'event.uid == 0u' } as const;
    const { expressions } = rule.spec;
    const spec = {
      ...rule.spec,
      expressions: { ...expressions, ruleExpression: [...(expressions.ruleExpression ?? []), second] },
    };
    const process = (event: Partial<RuntimeEvent>) =>
      createEngine({ rules: [{ ...rule, spec }] }).process(eventOf(event)).length;
    expect([process({}), process({ uid: 1 }), process({ comm: 'ls' })]).toEqual([1, 0, 0]);
  });
});

describe('profile dependency', () => {
  const rule = (profileDependency: 0 | 1 | 2) => ({
    profileDependency,
    on: { exec: '!ap.was_executed(event.containerId, event.exepath)' },
  });
  const event = { containerId: 'c', exepath: '/bin/new' };

  it.each<[string, ContainerProfile | undefined, number[]]>([
    ['no profile', undefined, [0, 1, 1]],
    ['initializing', { ...completed, status: 'initializing' }, [0, 1, 1]],
    ['ready', { ...completed, status: 'ready' }, [0, 1, 1]],
    ['failed', { ...completed, status: 'failed' }, [0, 1, 1]],
    ['completed', completed, [1, 1, 1]],
    ['completed in part', { ...completed, completion: 'partial' }, [1, 1, 1]],
  ])('%s: required, optional, not required', (_, profile, expected) => {
    const options = profileOf(profile);
    expect(([0, 1, 2] as const).map((dependency) => alertsOf(rule(dependency), event, options))).toEqual(expected);
  });

  it('on the host a rule that requires a profile is skipped', () => {
    const engine = engineOf([rule(0)]);
    engine.process(eventOf());
    expect(engine.counts()).toMatchObject({ evaluated: 0, suppressed: { R0001: { profile_missing: 1 } } });
  });

  it('what is not completed answers false to every helper', () => {
    const known = { ...event, exepath: '/bin/known' };
    expect(alertsOf(rule(1), known, profileOf({ ...completed, status: 'ready' }))).toBe(1);
    expect(alertsOf(rule(1), known, profileOf(completed))).toBe(0);
  });

  it('the source is asked once for the event, with all that names its container', () => {
    const asked: unknown[] = [];
    const profiles = { profileOf: (identity: unknown) => void asked.push(identity) };
    const identity = { containerId: 'c', containerName: 'web', namespace: 'n', podName: 'p' };
    engineOf([rule(1), { ...rule(1), id: 'R0002' }, { ...rule(0), id: 'R0003' }], { profiles }).process(
      eventOf(identity),
    );
    expect(asked).toMatchObject([identity]);
  });

  it.each([
    ['all of it', undefined, 1],
    ['the part it reads', { execs: 'all' }, 1],
    ['other parts', { opens: 'all', syscalls: 'all' }, 0],
    ['nothing', {}, 0],
    ['some of the part', { execs: [{ prefix: '/opt/' }] }, 0],
  ] as const)('required, of a profile that covers %s', (_, coverage, count) => {
    const profiles = { profileOf: () => ({ status: 'completed' as const, ...(coverage && { coverage }) }) };
    const reads = { exec: "!ap.was_executed(event.containerId, '/bin/cat')" };
    const engine = engineOf([{ profileDependency: 0, on: reads }], { profiles });
    expect(engine.process(eventOf({ containerId: 'c' }))).toHaveLength(count);
    // Many events are counted at once.
    engine.process(eventOf({ containerId: 'c', comm: 'other' }, 1));
    const missing = count === 0 ? { R0001: { profile_missing: 2 } } : {};
    expect(engine.counts().suppressed).toEqual(missing);
  });

  it('another container is asked for by its id', () => {
    const profiles = {
      profileOf: ({ containerId }: { containerId?: string | undefined }) =>
        containerId === 'other' ? completed : undefined,
    };
    const on = { exec: "ap.was_executed('other', '/bin/known') && !ap.was_executed(event.containerId, '/bin/known')" };
    expect(alertsOf({ on }, event, { profiles })).toBe(1);
  });

  it('a source that fails is an evaluation error of each rule that asks, and no alert is lost that did not need it', () => {
    const profiles = {
      profileOf() {
        throw new Error('Cannot read the profile: gone');
      },
    };
    const engine = engineOf([rule(0), { id: 'R0002', tags: ['context:host'] }], { profiles });
    expect(engine.process(eventOf({ containerId: 'c' }))).toEqual([]);
    expect(engine.process(eventOf({}, 1))).toHaveLength(1);
    expect(engine.counts().suppressed).toEqual({ R0001: { eval_error: 2 }, R0002: { eval_error: 1 } });
    expect(engine.evaluationErrors()[0]?.message).toBe('Cannot read the profile: gone');
  });
});

describe('prefilter and policy', () => {
  it('a prefilter holds back and is counted', () => {
    const engine = engineOf([{ state: { includePrefixes: ['/usr'] } }]);
    expect(engine.process(eventOf({ exepath: '/tmp/x' }))).toEqual([]);
    expect(engine.process(eventOf({ exepath: '/usr/bin/x' }))).toHaveLength(1);
    expect(engine.counts().suppressed).toEqual({ R0001: { prefilter: 1 } });
  });

  const policy = (policies: ContainerProfile['rulePolicies']) =>
    profileOf({ ...completed, ...(policies && { rulePolicies: policies }) });
  it.each<[string, number, boolean, ContainerProfile['rulePolicies']]>([
    ['allowed process', 0, true, { R0001: { processAllowed: ['ls', 'cat'] } }],
    ['allowed container', 0, true, { R0001: { containerAllowed: true } }],
    ['another process', 1, true, { R0001: { processAllowed: ['ls'] } }],
    ['another rule', 1, true, { R0002: { containerAllowed: true } }],
    ['container not allowed', 1, true, { R0001: { containerAllowed: false } }],
    ['no policy', 1, true, undefined],
    ['rule without support', 1, false, { R0001: { containerAllowed: true } }],
  ])('%s: %i alerts', (_, alerts, supportPolicy, policies) => {
    const engine = engineOf([{ supportPolicy }], policy(policies));
    expect(engine.process(eventOf({ containerId: 'c' }))).toHaveLength(alerts);
    expect(engine.counts().suppressed).toEqual(alerts === 0 ? { R0001: { policy: 1 } } : {});
  });

  it('a policy of a profile that is still being learned does not count', () => {
    const profile: ContainerProfile = { status: 'ready', rulePolicies: { R0001: { containerAllowed: true } } };
    expect(alertsOf({ supportPolicy: true }, { containerId: 'c' }, profileOf(profile))).toBe(1);
  });
});

describe('cooldown', () => {
  it('lets the first of an hour through, then one that says how many were held back', () => {
    const engine = engineOf([{}]);
    const alerts = [0, 1, hourMs - 1, hourMs, hourMs + 1].map((time) => engine.process(eventOf({}, time))[0]);
    expect(alerts.map((alert) => alert?.suppressedSince ?? alert?.message)).toEqual([
      'seen cat',
      undefined,
      undefined,
      2,
      undefined,
    ]);
    expect(engine.counts()).toMatchObject({ matched: 5, alerts: 2, suppressed: { R0001: { cooldown: 3 } } });
  });

  it.each<[string, Partial<RuntimeEvent>]>([
    ['uniqueId', { comm: 'ls' }],
    ['container', { containerId: 'c' }],
    ['host', { hostName: 'other' }],
  ])('another %s is another incident', (_, changes) => {
    const engine = engineOf([{}]);
    expect([eventOf(), eventOf(changes), eventOf()].map((event) => engine.process(event).length)).toEqual([1, 1, 0]);
  });

  it('pods whose containers have no id are told apart by name', () => {
    const engine = engineOf([{}]);
    const events = ['a', 'b', 'a'].map((podName) => eventOf({ namespace: 'n', podName }));
    expect(events.map((event) => engine.process(event).length)).toEqual([1, 1, 0]);
  });

  it('rules do not share theirs', () => {
    expect(
      engineOf([{}, { id: 'R0002' }])
        .process(eventOf())
        .map(({ ruleId }) => ruleId),
    ).toEqual(['R0001', 'R0002']);
  });

  it.each([2, 1])('with room for %i keys, of two', (cooldownKeys) => {
    const engine = engineOf([{}], { cooldownKeys });
    const events = ['a', 'b', 'a'].map((comm) => eventOf({ comm }));
    expect(events.map((event) => engine.process(event).length)).toEqual([1, 1, cooldownKeys === 2 ? 0 : 1]);
  });

  it('time that goes backwards silences nothing for longer than the window', () => {
    const engine = engineOf([{}], { cooldownMs: 1000 });
    expect([10_000, 9_001, 5_000, 5_999, 6_000].map((time) => engine.process(eventOf({}, time)).length)).toEqual([
      1, 0, 1, 0, 1,
    ]);
  });

  it('an event whose timestamp cannot be read counts as happening now', () => {
    const engine = engineOf([{}], { cooldownMs: 1000 });
    const unreadable = { ...eventOf(), timestamp: 'yesterday' };
    expect([eventOf(), unreadable, eventOf({}, 1000)].map((event) => engine.process(event).length)).toEqual([1, 0, 1]);
  });

  it('passing time raises nothing', () => {
    const engine = engineOf([{}]);
    engine.process(eventOf());
    expect(engine.advance(startMs + 2 * hourMs)).toEqual([]);
    expect(engine.process(eventOf({}, 1))).toHaveLength(1);
  });
});

describe('rules that do not compile', () => {
  it('are rejected with file, line and column, and all others run', () => {
    const engine = engineOf([
      { id: 'R0001', on: { exec: "event.comm == 'x' && event.exepth == ''" } },
      { id: 'R0002' },
    ]);
    expect(engine.process(eventOf()).map(({ ruleId }) => ruleId)).toEqual(['R0002']);
    expect(engine.counts().rules).toEqual({ active: 1, disabled: 0, otherVersion: 0, overridden: 0, rejected: 1 });
    const [problem] = engine.problems;
    expect(problem).toMatchObject({ file: 'rule.yaml', code: 'expression', ruleId: 'R0001' });
    expect(problem?.message).toContain('exepath');
    const text = '              "expression": "event.comm == \'x\' && event.exepth';
    expect([problem?.line, problem?.column]).toEqual([20, text.length - 'exepth'.length + 1]);
  });

  it('show every error, of uniqueId and message too, disabled or not', () => {
    const { problems } = engineOf([{ enabled: false, on: { exec: '1' }, uniqueId: 'nonsense', message: '(' }]);
    expect(problems.map(({ line }) => line).sort((a, b) => a - b)).toEqual([15, 16, 20]);
  });

  it('a requirement that is no version range is a problem at its place', () => {
    const engine = engineOf([{ agentVersionRequirement: 'new' }, { id: 'R0002' }]);
    expect(engine.problems).toHaveLength(1);
    expect(engine.problems[0]).toMatchObject({ code: 'invalid-value', message: 'Expected a version range, got "new"' });
    expect(engine.counts().rules).toMatchObject({ active: 1, rejected: 1 });
  });
});

describe('evaluation errors', () => {
  const rule = { on: { exec: "event.args[1] == 'x'" } };

  it('are counted and never read as no match', () => {
    const engine = engineOf([rule, { id: 'R0002' }]);
    expect(engine.process(eventOf({ args: ['only'] }))).toHaveLength(1);
    expect(engine.counts()).toMatchObject({ matched: 1, suppressed: { R0001: { eval_error: 1 } } });
  });

  it('the last of each rule is kept, with place, time and count', () => {
    const engine = engineOf([rule]);
    expect(engine.evaluationErrors()).toEqual([]);
    engine.process(eventOf({ args: [] }));
    engine.process(eventOf({ args: [] }, 5));
    const [error, ...others] = engine.evaluationErrors();
    expect(others).toEqual([]);
    expect(error).toMatchObject({
      ruleId: 'R0001',
      file: 'rule.yaml',
      count: 2,
      timestamp: '2026-11-21T16:54:00.005Z',
    });
    expect(error?.line).toBe(20);
    expect(error?.message).not.toBe('');
  });

  it('of the message: the alert is raised with the name of the rule', () => {
    const engine = engineOf([{ message: 'event.args[5]' }]);
    expect(engine.process(eventOf()).map(({ message }) => message)).toEqual(['Test rule']);
    expect(engine.counts().suppressed).toEqual({ R0001: { eval_error: 1 } });
  });

  it('of the uniqueId: the alert is raised, the command in its stead', () => {
    const engine = engineOf([{ uniqueId: 'event.args[5]' }]);
    const events = [eventOf(), eventOf(), eventOf({ comm: 'ls' })];
    expect(events.map((event) => engine.process(event)[0]?.uniqueId)).toEqual(['cat', undefined, 'ls']);
  });
});

describe('helper functions answer from what the engine was given', () => {
  it.each<[string, string]>([
    ['profile', "ap.was_executed(event.containerId, '/bin/known')"],
    ['its alias', "cp.was_executed(event.containerId, '/bin/known')"],
    ['cluster', "k8s.is_api_server_address('10.96.0.1') && k8s.get_container_mount_paths('', '', 'c') == ['/data']"],
    ['process', "process.get_process_env(event.pid)['A'] == 'b' && process.get_ld_hook_var(event.pid) == ''"],
    ['address', "net.is_private_ip('10.0.0.1') && !net.is_private_ip('8.8.8.8')"],
    ['arguments', "parse.get_exec_path(event.args, event.comm) == 'cat' && parse.get_exec_path([], '', '/x') == '/x'"],
    ['port', "!nn.was_address_port_protocol_in_egress(event.containerId, '10.0.0.1', 443, 'TCP')"],
  ])('%s', (_, expression) => {
    const kubernetes = {
      mountPaths: () => ['/data'],
      isApiServerAddress: () => true,
      hasContainer: () => true,
    };
    const processes = { environment: () => ({ A: 'b' }) };
    const engine = engineOf([{ on: { exec: expression } }], { ...profileOf(completed), kubernetes, processes });
    expect(engine.problems).toEqual([]);
    expect(engine.process(eventOf({ containerId: 'c', args: ['cat'] }))).toHaveLength(1);
  });

  it('a replay answers from the record', () => {
    const on = { exec: "process.get_ld_hook_var(event.pid) == 'LD_PRELOAD'" };
    expect(alertsOf({ on }, { environment: { LD_PRELOAD: '/x.so' } })).toBe(1);
  });
});
