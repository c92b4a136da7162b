import type { PodIdentity } from '@rulelibrary/schema';
import type { Binding, BoundRule } from '@rulelibrary/schema/bindings';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import type { EngineOptions } from '../engine-options.ts';
import { eventOf, type RuleChanges, ruleOf, startMs } from '../fixtures.test.support.ts';
import { bindingOf, podInfo } from './binding.test.support.ts';

const tags = ['context:kubernetes', 'context:host', 'context:standalone'];
const rules: readonly RuleChanges[] = [
  { id: 'R0001', name: 'One', tags: [...tags, 'exec'] },
  { id: 'R0002', name: 'Two', tags: [...tags, 'exec', 'dns'], severity: 3 },
  { id: 'R0003', name: 'Three', tags: [...tags, 'dns'], state: { includePrefixes: ['/usr'] } },
  { id: 'R0004', name: 'Off', tags, enabled: false },
];

function engineOf(bindings: readonly Binding[] | undefined, options: Partial<EngineOptions> = {}) {
  return createEngine({ rules: rules.map(ruleOf), bindings, ...options });
}

/** Rules and severities of the alerts that an exec in the pod raises. */
function alertsIn(engine: ReturnType<typeof engineOf>, pod: Partial<PodIdentity> = {}, exepath = '/usr/bin/x') {
  const alerts = engine.evaluate(eventOf({ exepath }), podInfo(pod), startMs);
  return alerts.map(({ ruleId, severity }) => `${ruleId} ${severity.level}`);
}

describe('which rules a pod has', () => {
  it.each<[string, readonly BoundRule[], string[]]>([
    ['by id', [{ ruleID: 'R0002' }], ['R0002 3']],
    ['by name', [{ ruleName: 'One' }], ['R0001 5']],
    ['by any of the tags', [{ ruleTags: ['dns', 'exec'] }], ['R0001 5', 'R0002 3', 'R0003 5']],
    ['not one that is switched off', [{ ruleID: 'R0004' }], []],
    ['bound twice: once', [{ ruleID: 'R0001' }, { ruleName: 'One' }, { ruleTags: ['exec'] }], ['R0001 5', 'R0002 3']],
    ['with the severity of the binding', [{ ruleID: 'R0001', severity: 0 }], ['R0001 0']],
    [
      'the severity of the most specific entry that has one',
      [{ ruleTags: ['exec'], severity: 1 }, { ruleName: 'One', severity: 2 }, { ruleID: 'R0001' }],
      ['R0001 2', 'R0002 1'],
    ],
    ['none by an empty binding', [], []],
  ])('%s', (_, entries, expected) => {
    expect(alertsIn(engineOf([bindingOf(entries)]))).toEqual(expected);
  });

  it('every enabled one without an API server, none without a binding, every one when bindings are ignored', () => {
    const all = ['R0001 5', 'R0002 3', 'R0003 5'];
    expect(alertsIn(engineOf(undefined))).toEqual(all);
    expect(alertsIn(engineOf([]))).toEqual([]);
    expect(alertsIn(engineOf([], { ignoreRuleBindings: true }))).toEqual(all);
    expect(engineOf([]).counts()).toMatchObject({ rules: { active: 3 } });
  });

  it('on hosts and in standalone containers every enabled one, whatever is bound', () => {
    const engine = engineOf([bindingOf([{ ruleID: 'R0001' }])]);
    const ids = (containerId?: string) =>
      engine
        .process(eventOf({ exepath: '/usr/bin/x', ...(containerId && { containerId }) }))
        .map(({ ruleId }) => ruleId);
    expect(ids()).toEqual(['R0001', 'R0002', 'R0003']);
    expect(ids('c')).toEqual(['R0001', 'R0002', 'R0003']);
  });

  it('as tags admit the context, bound or not', () => {
    const hostOnly = ruleOf({ tags: ['context:host'] });
    const engine = createEngine({ rules: [hostOnly], bindings: [bindingOf([{ ruleID: 'R0001' }])] });
    expect(alertsIn(engine)).toEqual([]);
  });

  it('by labels of the pod and of its namespace', () => {
    const engine = engineOf([
      bindingOf([{ ruleID: 'R0001' }], { podSelector: { matchLabels: { app: 'web' } } }),
      bindingOf([{ ruleID: 'R0002' }], { namespaceSelector: { matchLabels: { team: 'a' } } }),
    ]);
    const [app, team] = [{ labels: { app: 'web' } }, { namespaceLabels: { team: 'a' } }];
    const found = [{}, app, team, { ...app, ...team }].map((pod) => alertsIn(engine, pod));
    expect(found).toEqual([[], ['R0001 5'], ['R0002 3'], []]);
    // Each alert was raised before in the same place.
    expect(engine.counts().suppressed).toMatchObject({ R0001: { cooldown: 1 }, R0002: { cooldown: 1 } });
  });

  it('by the name of its namespace, which is a label of every one', () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } };
    const bindings = [bindingOf([{ ruleID: 'R0001' }], { namespaceSelector })];
    expect(alertsIn(engineOf(bindings))).toEqual(['R0001 5']);
    expect(alertsIn(engineOf(bindings), { namespace: 'other' })).toEqual([]);
  });

  it('a namespaced binding counts in its own namespace only, and there before others', () => {
    const entry = { ruleID: 'R0001', severity: 9 };
    const bindings = [bindingOf([{ ...entry, severity: 1 }]), bindingOf([entry], { name: 'z', namespace: 'shop' })];
    expect(alertsIn(engineOf(bindings))).toEqual(['R0001 9']);
    expect(alertsIn(engineOf(bindings), { namespace: 'other' })).toEqual(['R0001 1']);
    expect(alertsIn(engineOf(bindings.slice(1)), { namespace: 'other' })).toEqual([]);
  });

  it('parameters are laid over the state, key by key', () => {
    const bound = (parameters: BoundRule['parameters']) =>
      engineOf([bindingOf([{ ruleID: 'R0003', ...(parameters && { parameters }) }])]);
    const paths = ['/usr/bin/x', '/opt/x'];
    const firing = (parameters: BoundRule['parameters']) =>
      paths.filter((path) => alertsIn(bound(parameters), {}, path).length > 0);
    expect(firing(undefined)).toEqual(['/usr/bin/x']);
    expect(firing({ includePrefixes: ['/opt'] })).toEqual(['/opt/x']);
    expect(firing({ ignorePrefixes: ['/usr/bin'] })).toEqual([]);
  });

  it('parameters of the most specific entry count, also from different bindings', () => {
    const byTag = bindingOf([{ ruleTags: ['dns'], parameters: { includePrefixes: ['/opt'] } }], { name: 'a' });
    const byId = bindingOf([{ ruleID: 'R0003', parameters: { includePrefixes: ['/srv'] } }], { name: 'b' });
    expect(alertsIn(engineOf([byTag, byId]), {}, '/srv/x')).toEqual(['R0003 5']);
    expect(alertsIn(engineOf([byId, byTag]), {}, '/opt/x')).toEqual(['R0002 3']);
  });

  it('a pod that nobody knows yet has what is bound to every pod', () => {
    const engine = engineOf([
      bindingOf([{ ruleID: 'R0001' }]),
      bindingOf([{ ruleID: 'R0002' }], { namespace: 'shop' }),
      bindingOf([{ ruleID: 'R0003' }], { podSelector: { matchLabels: { app: 'web' } } }),
    ]);
    const { pod: _, ...unknown } = podInfo();
    const alerts = engine.evaluate(eventOf({ exepath: '/usr/bin/x' }), unknown, startMs);
    expect(alerts.map(({ ruleId }) => ruleId)).toEqual(['R0001']);
  });
});

describe('what a binding names and no rule has', () => {
  const unknown = bindingOf(
    [
      { ruleID: 'R0O01' },
      { ruleName: 'Too' },
      { ruleTags: ['exec', 'dsn'], place: { file: 'b.yaml', line: 9, column: 5 } },
    ],
    { name: 'web' },
  );

  it('is reported by binding', () => {
    const { bindings } = engineOf([bindingOf([{ ruleID: 'R0004' }]), unknown]).report();
    expect(bindings.map(({ binding, unknownRules }) => [binding.name, unknownRules])).toEqual([
      ['all', []],
      ['web', ['R0O01', 'Too', 'dsn']],
    ]);
  });

  it('is a warning with its place and the nearest name', () => {
    expect(engineOf([unknown]).problems).toEqual([
      {
        file: 'binding.yaml',
        line: 1,
        column: 1,
        code: 'unknown-rule',
        level: 'warning',
        message: 'Unknown rule "R0O01"; did you mean "R0001"?',
      },
      {
        file: 'binding.yaml',
        line: 1,
        column: 1,
        code: 'unknown-rule',
        level: 'warning',
        message: 'Unknown rule name "Too"; did you mean "Two"?',
      },
      {
        file: 'b.yaml',
        line: 9,
        column: 5,
        code: 'unknown-rule',
        level: 'warning',
        message: 'Unknown tag "dsn"; did you mean "dns"?',
      },
    ]);
  });

  it('is known once a rule has it', () => {
    const engine = engineOf([bindingOf([{ ruleID: 'R0009' }])]);
    expect(engine.problems).toHaveLength(1);
    const { bindings, problems } = engine.update({ rules: [...rules, { id: 'R0009' }].map(ruleOf) });
    expect([bindings[0]?.unknownRules, problems]).toEqual([[], []]);
  });
});
