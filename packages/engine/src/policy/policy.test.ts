import type { ContextPolicy } from '@rulelibrary/schema/policy';
import { describe, expect, it } from 'vitest';
import { bindingOf, podInfo } from '../bindings/binding.test.support.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import { createEngine } from '../engine.ts';
import type { EngineOptions } from '../engine-options.ts';
import { eventOf, type RuleChanges, ruleOf, startMs } from '../fixtures.test.support.ts';

const rules: readonly RuleChanges[] = [
  { id: 'R0001', tags: ['context:host', 'context:standalone'] },
  { id: 'R0002', tags: ['context:container'] },
  { id: 'R0003', tags: ['context:host', 'context:container'], enabled: false },
  { id: 'R0004', tags: ['context:host', 'context:container'], state: { includePrefixes: ['/usr'] } },
];

const host: ContextInfo = { context: 'host', workloadId: 'node', ownContexts: [] };
const standalone: ContextInfo = { context: 'standalone', workloadId: 'db:c', ownContexts: [] };

function engineOf(contexts: Record<string, ContextPolicy>, options: Partial<EngineOptions> = {}) {
  return createEngine({ rules: rules.map(ruleOf), policy: { contexts }, cooldownMs: 0, ...options });
}

function alertsIn(engine: ReturnType<typeof engineOf>, info: ContextInfo, exepath = '/usr/x') {
  const alerts = engine.evaluate(eventOf({ exepath }), info, startMs);
  return alerts.map(({ ruleId, severity }) => `${ruleId} ${severity.level}`);
}

describe('the policy of a context', () => {
  it.each<[string, ContextPolicy, string[]]>([
    ['changes nothing where it says nothing', {}, ['R0001 5', 'R0004 5']],
    ['switches off', { disable: ['R0001'] }, ['R0004 5']],
    ['switches on what is switched off', { enable: ['R0003'] }, ['R0001 5', 'R0003 5', 'R0004 5']],
    ['switches on what is not for the context', { enable: ['R0002'] }, ['R0001 5', 'R0002 5', 'R0004 5']],
    ['sets a severity', { rules: { R0001: { severity: 10 } } }, ['R0001 10', 'R0004 5']],
    ['sets parameters', { rules: { R0004: { parameters: { includePrefixes: ['/opt'] } } } }, ['R0001 5']],
  ])('%s', (_, policy, expected) => {
    expect(alertsIn(engineOf({ host: policy }), host)).toEqual(expected);
  });

  it('is for this context alone', () => {
    const engine = engineOf({ host: { disable: ['R0004'], rules: { R0001: { severity: 10 } } } });
    expect(alertsIn(engine, host)).toEqual(['R0001 10']);
    expect(alertsIn(engine, standalone)).toEqual(['R0001 5', 'R0002 5', 'R0004 5']);
  });

  it('of the user’s own comes after that of the context, in their order', () => {
    const engine = engineOf({
      standalone: { disable: ['R0001'], rules: { R0002: { severity: 1 }, R0004: { severity: 1 } } },
      payments: { enable: ['R0001'], disable: ['R0002'], rules: { R0004: { severity: 2 } } },
      audited: { rules: { R0004: { severity: 3 } } },
    });
    expect(alertsIn(engine, standalone)).toEqual(['R0002 1', 'R0004 1']);
    expect(alertsIn(engine, { ...standalone, ownContexts: ['payments'] })).toEqual(['R0001 5', 'R0004 2']);
    expect(alertsIn(engine, { ...standalone, ownContexts: ['payments', 'audited'] })).toEqual(['R0001 5', 'R0004 3']);
  });

  it('in Kubernetes is what bindings choose from, and what they say counts more', () => {
    const policy = { kubernetes: { enable: ['R0003'], disable: ['R0002'], rules: { R0004: { severity: 1 } } } };
    const entries = ['R0002', 'R0003', 'R0004'].map((ruleID) => ({ ruleID }));
    expect(alertsIn(engineOf(policy, { bindings: [bindingOf(entries)] }), podInfo())).toEqual(['R0003 5', 'R0004 1']);
    const severe = [bindingOf([{ ruleID: 'R0004', severity: 9 }])];
    expect(alertsIn(engineOf(policy, { bindings: severe }), podInfo())).toEqual(['R0004 9']);
  });

  it('makes a rule that it switches on somewhere an active one', () => {
    expect(engineOf({ payments: { enable: ['R0003'] } }).counts().rules).toMatchObject({ active: 4, disabled: 0 });
    expect(engineOf({}).counts().rules).toMatchObject({ active: 3, disabled: 1 });
  });

  it('that names a rule which is not there is a warning with its place', () => {
    const places: string[] = [];
    const placeOf = (pointer: string) => {
      places.push(pointer);
      return { file: 'config.yaml', line: places.length, column: 1 };
    };
    const contexts = { 'a/b': { enable: ['R0005'], disable: ['R0001', 'R7777'], rules: { R0O04: {} } } };
    const { problems } = createEngine({ rules: rules.map(ruleOf), policy: { contexts, placeOf } });
    expect(places).toEqual(['/a~1b/enable/0', '/a~1b/disable/1', '/a~1b/rules/R0O04']);
    expect(problems.map(({ file, line, level, message }) => [file, line, level, message])).toEqual([
      ['config.yaml', 1, 'warning', 'Unknown rule "R0005"; did you mean "R0001"?'],
      ['config.yaml', 2, 'warning', 'Unknown rule "R7777"'],
      ['config.yaml', 3, 'warning', 'Unknown rule "R0O04"; did you mean "R0004"?'],
    ]);
  });

  it('reads no context that every object inherits', () => {
    const engine = engineOf({ host: { rules: JSON.parse('{"R0001": {}}') } });
    expect(alertsIn(engine, { ...host, ownContexts: ['constructor', '__proto__'] })).toEqual(['R0001 5', 'R0004 5']);
  });
});
