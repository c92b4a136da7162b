import type { ContainerProfile, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { bindingOf } from '../bindings/binding.test.support.ts';
import type { EngineOptions } from '../engine-options.ts';
import { eventOf, type RuleChanges, ruleOf } from '../fixtures.test.support.ts';
import { createExplainer } from './create-explainer.ts';
import type { Explanation } from './explanation.ts';

const inPod = { containerId: 'c', containerName: 'app', namespace: 'default', podName: 'web' } as const;
const openRule: RuleChanges = { on: { open: "event.path == '/etc/shadow'" } };
const shadow: Partial<RuntimeEvent> = { eventType: 'open', path: '/etc/shadow' };

function explainer(rule: RuleChanges, options: Omit<EngineOptions, 'rules'> = {}) {
  return createExplainer(ruleOf(rule), options);
}

function explain(rule: RuleChanges, event: Partial<RuntimeEvent> = {}, options: Omit<EngineOptions, 'rules'> = {}) {
  return explainer(rule, options).explain(eventOf(event));
}

function withProfile(profile: ContainerProfile): Omit<EngineOptions, 'rules'> {
  return { profiles: { profileOf: () => profile } };
}

function valuesOf({ expressions }: Explanation) {
  return expressions.map(({ step }) => ('value' in step.outcome ? step.outcome.value : 'error'));
}

describe('an explanation', () => {
  it.each<[verdict: string, rule: RuleChanges, event: Partial<RuntimeEvent>, options?: Omit<EngineOptions, 'rules'>]>([
    ['alert', {}, {}],
    ['no_match', { on: { exec: 'false' } }, {}],
    ['eval_error', { on: { exec: "event.args[9] == ''" } }, {}],
    ['disabled', { enabled: false }, {}],
    ['alert', { enabled: false }, {}, { includeDisabled: true }],
    ['other_version', { agentVersionRequirement: '>=2.0.0' }, {}, { agentVersion: '1.0.0' }],
    ['rejected', { on: { exec: 'event.pth' } }, {}],
    ['failed_call', openRule, { ...shadow, error: 2 }],
    ['event_type', openRule, {}],
    ['other_context', { tags: ['context:host'] }, inPod],
    ['other_context', {}, {}, { contexts: ['kubernetes'] }],
    ['not_bound', {}, inPod, { bindings: [bindingOf([{ ruleID: 'R0002' }])] }],
    ['other_context', { tags: ['context:host'] }, inPod, { bindings: [] }],
    ['alert', {}, inPod, { bindings: [bindingOf([{ ruleID: 'R0002' }, { ruleID: 'R0001' }])] }],
    ['alert', {}, {}, { bindings: [] }],
    ['profile_missing', { profileDependency: 0 }, inPod],
    ['profile_missing', { profileDependency: 0 }, inPod, withProfile({ status: 'ready' })],
    ['alert', { profileDependency: 0 }, inPod, withProfile({ status: 'completed' })],
    ['prefilter', { ...openRule, state: { ignorePrefixes: ['/etc'] } }, shadow],
    [
      'policy',
      { supportPolicy: true },
      inPod,
      withProfile({ status: 'completed', rulePolicies: { R0001: { containerAllowed: true } } }),
    ],
  ])('says %s of %j on %j', (verdict, rule, event, options) => {
    expect(explain(rule, event, options).verdict).toBe(verdict);
  });

  it('says deduplicated of the same event again, and nothing of one that the rule does not read', () => {
    const { explain } = explainer(openRule);
    expect(explain(eventOf(shadow)).verdict).toBe('alert');
    expect(explain(eventOf(shadow, 9_999)).verdict).toBe('deduplicated');
    expect(explain(eventOf(shadow, 10_000)).verdict).toBe('cooldown');
  });

  it('says cooldown of the same alert again, also where its uniqueId fails', () => {
    const { explain } = explainer({ uniqueId: 'event.args[9]' });
    expect(explain(eventOf()).verdict).toBe('alert');
    expect(explain(eventOf({}, 1)).verdict).toBe('cooldown');
  });

  it('says what a rule that is switched off would have come to, and raises nothing', () => {
    const explanation = explain({ enabled: false });
    expect(explanation).toMatchObject({ verdict: 'disabled', otherwise: 'alert' });
    expect(explanation.alert).toBeUndefined();
  });

  it('evaluates the expressions of the event type whatever the gate', () => {
    expect(valuesOf(explain({ enabled: false }))).toEqual([true]);
    expect(valuesOf(explain({ tags: ['context:standalone'] }))).toEqual([true]);
    expect(valuesOf(explain({ profileDependency: 0 }, inPod))).toEqual([true]);
    expect(valuesOf(explain(openRule))).toEqual([]);
    expect(valuesOf(explain({ on: { exec: 'event.pth' } }))).toEqual([]);
  });

  it('evaluates helper functions with the profile of the event', () => {
    const rule: RuleChanges = { on: { exec: 'ap.was_executed(event.containerId, event.exepath)' } };
    const profile = withProfile({ status: 'completed', execs: [{ path: '/bin/sh' }] });
    const explanation = explain(rule, { ...inPod, exepath: '/bin/sh' }, profile);
    expect(valuesOf(explanation)).toEqual([true]);
    expect(explanation).toMatchObject({ context: 'kubernetes', profile: 'completed' });
  });

  it('places its expressions in the file of the rule', () => {
    const [expression] = explain({ on: { exec: 'true' } }).expressions;
    expect(expression).toMatchObject({
      pointer: '/expressions/ruleExpression/0/expression',
      place: { file: 'rule.yaml' },
    });
    expect(expression?.deciding).toEqual([expression?.step]);
  });

  it('is no eval_error of its own where the source of profiles fails', () => {
    const profiles = {
      profileOf: () => {
        throw new Error('gone');
      },
    };
    const { verdict, profile } = explain({ profileDependency: 0 }, inPod, { profiles });
    expect({ verdict, profile }).toEqual({ verdict: 'eval_error', profile: undefined });
  });
});

describe('an explanation of a sequence', () => {
  const sequence = {
    window: '10s',
    by: 'event.comm',
    steps: [
      { id: 'read', eventType: 'open', expression: "event.path == '/etc/shadow'" },
      { id: 'run', eventType: 'exec', expression: 'event.pid == steps.read.event.pid' },
    ],
  } as const;
  const rule: RuleChanges = { sequence, message: 'steps.read.event.path', uniqueId: "''" };
  const idsOf = ({ sequence: progress }: Explanation) => ({
    fills: progress?.fills,
    filled: progress?.filled.map(({ step }) => step),
    missing: progress?.missing,
  });

  it('says how far it has come with each event', () => {
    const { explain } = explainer(rule);
    const begun = explain(eventOf(shadow));
    expect(begun).toMatchObject({ verdict: 'incomplete', sequence: { key: 'cat' } });
    expect(idsOf(begun)).toEqual({ fills: ['read'], filled: ['read'], missing: ['run'] });
    const other = explain(eventOf({ pid: 7 }, 1));
    expect(other.verdict).toBe('no_match');
    expect(idsOf(other)).toEqual({ fills: [], filled: ['read'], missing: ['run'] });
    const complete = explain(eventOf({}, 2));
    expect(complete).toMatchObject({ verdict: 'alert', alert: { message: '/etc/shadow' } });
    expect(idsOf(complete)).toEqual({ fills: ['run'], filled: ['read', 'run'], missing: [] });
  });

  it('traces a step with what filled the earlier ones', () => {
    const { explain } = explainer(rule);
    expect(valuesOf(explain(eventOf()))).toEqual([false]);
    expect(valuesOf(explain(eventOf(shadow, 1)))).toEqual([true]);
    const [traced] = explain(eventOf({}, 2)).expressions;
    expect(traced).toMatchObject({
      pointer: '/expressions/sequence/steps/1/expression',
      step: { outcome: { value: true } },
    });
  });

  it('says repeated of one that is complete again within its window', () => {
    const { explain } = explainer({ ...rule, sequence: { ...sequence, window: '30s' } });
    const events = [eventOf(shadow), eventOf({}, 1), eventOf(shadow, 20_000), eventOf({}, 20_001)];
    expect(events.map((event) => explain(event).verdict)).toEqual(['incomplete', 'alert', 'incomplete', 'repeated']);
  });

  it('says event_type of what none of its steps reads', () => {
    expect(explain(rule, { eventType: 'fork' }).verdict).toBe('event_type');
  });
});
