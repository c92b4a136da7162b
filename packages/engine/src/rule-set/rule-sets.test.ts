import type { EventEnvironment } from '@rulelibrary/cel';
import { describe, expect, it } from 'vitest';
import { bindingOf, podInfo } from '../bindings/binding.test.support.ts';
import { createEventScope } from '../event-scope.ts';
import { type RuleChanges, ruleOf } from '../fixtures.test.support.ts';
import { createRuleEnvironment } from '../rule-environment.ts';
import { createRuleSets } from './create-rule-sets.ts';

const tags = ['context:kubernetes'];
const count = 200;

function idOf(index: number): string {
  return `R${String(index).padStart(4, '0')}`;
}

/** @param changed how many of the rules say something else */
function rulesOf(changed = 0, changes: RuleChanges = {}) {
  return Array.from({ length: count }, (_, index) =>
    ruleOf({
      id: idOf(index),
      on: { exec: `event.comm == 'c${index}${index < changed ? 'x' : ''}'` },
      tags,
      ...changes,
    }),
  );
}

/** The environment of rules, which tells what it compiles. */
function countingSets() {
  const environment = createRuleEnvironment(createEventScope(undefined), {});
  const compiled: string[] = [];
  const counting: EventEnvironment = {
    ...environment,
    compile(source, options) {
      compiled.push(source);
      return environment.compile(source, options);
    },
  };
  return { sets: createRuleSets(counting, {}), takeCompiled: () => compiled.splice(0).length };
}

describe('one rule set after the other', () => {
  it('compiles only what changed: its condition, message and uniqueId', () => {
    const { sets, takeCompiled } = countingSets();
    sets.build({ rules: rulesOf() });
    expect(takeCompiled()).toBe(3 * count);
    sets.build({ rules: rulesOf().toReversed() });
    expect(takeCompiled()).toBe(0);
    sets.build({ rules: rulesOf(2) });
    expect(takeCompiled()).toBe(3 * 2);
    sets.build({ rules: rulesOf(2), bindings: [], policy: { contexts: {} } });
    expect(takeCompiled()).toBe(0);
  });

  it('keeps tables whose rules did not change', () => {
    const { sets } = countingSets();
    const open = ruleOf({ id: 'R9000', on: { open: 'true' }, tags });
    const tableOf = (changed: number, type: 'exec' | 'open') =>
      sets
        .build({ rules: [...rulesOf(changed), open] })
        .selectionFor(podInfo())
        .tableFor(type);
    const [exec, opens] = [tableOf(0, 'exec'), tableOf(0, 'open')];
    expect(tableOf(0, 'open')).toBe(opens);
    expect(tableOf(0, 'exec')).not.toBe(undefined);
    expect(tableOf(1, 'exec')).not.toBe(exec);
    expect(tableOf(1, 'open')).not.toBe(undefined);
  });

  it('keeps them from one set to the next', () => {
    const { sets } = countingSets();
    const parts = { rules: rulesOf() };
    const tables = [parts, { ...parts, rules: rulesOf() }, { ...parts, rules: rulesOf(1) }].map((one) =>
      sets.build(one).selectionFor(podInfo()).tableFor('exec'),
    );
    expect(tables[1]).toBe(tables[0]);
    expect(tables[2]).not.toBe(tables[0]);
  });

  it('has one selection for pods with the same rules, and one table for selections with the same rules of a type', () => {
    const { sets } = countingSets();
    const open = ruleOf({ id: 'R9000', on: { open: 'true' }, tags });
    const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
    const { selectionFor } = sets.build({
      rules: [...rulesOf(), open],
      bindings: [
        bindingOf([{ ruleID: idOf(1) }], app('a')),
        bindingOf([{ ruleID: idOf(1) }, { ruleID: 'R9000' }], app('b')),
        bindingOf([{ ruleID: idOf(1), severity: 9 }], app('c')),
        bindingOf([{ ruleName: 'Test rule' }], app('d')),
      ],
    });
    const of = (name: string, pod: string) => selectionFor(podInfo({ name: pod, labels: { app: name } }));
    expect(of('a', 'x')).toBe(of('a', 'y'));
    expect(of('b', 'x')).not.toBe(of('a', 'x'));
    expect(of('b', 'x').tableFor('exec')).toBe(of('a', 'x').tableFor('exec'));
    expect(of('c', 'x').tableFor('exec')).not.toBe(of('a', 'x').tableFor('exec'));
    expect(of('d', 'x').rules).toHaveLength(count + 1);
    expect(of('e', 'x').rules).toEqual([]);
  });

  it('finds what 5,000 pods have by 50 bindings, of which there are 50 sets', () => {
    const { sets } = countingSets();
    const bindings = Array.from({ length: 50 }, (_, index) =>
      bindingOf([{ ruleID: idOf(index) }, { ruleID: idOf(index + 100) }], {
        name: `b${index}`,
        podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: [`a${index}`] }] },
      }),
    );
    const { selectionFor } = sets.build({ rules: rulesOf(), bindings });
    const pods = Array.from({ length: 5_000 }, (_, index) => podInfo({ labels: { app: `a${index % 50}` } }));
    const tables = new Set(pods.map((info) => selectionFor(info).tableFor('exec')));
    expect(tables.size).toBe(50);
  });

  it('sees other labels of the same pod, which come as another object', () => {
    const { sets } = countingSets();
    const podSelector = { matchLabels: { app: 'a' } };
    const { selectionFor } = sets.build({
      rules: rulesOf(),
      bindings: [bindingOf([{ ruleID: idOf(1) }], { podSelector })],
    });
    const found = [{ app: 'a' }, { app: 'b' }, { app: 'a' }].map(
      (labels) => selectionFor(podInfo({ labels })).rules.length,
    );
    expect(found).toEqual([1, 0, 1]);
  });

  it('tells every state that a rule may have', () => {
    const { sets } = countingSets();
    const set = sets.build({
      rules: [ruleOf({ id: 'R0001', state: { ports: [1] }, on: { network: 'true' } })],
      bindings: [bindingOf([{ ruleID: 'R0001', parameters: { ports: [3] } }])],
      policy: { contexts: { host: { rules: { R0001: { parameters: { direction: 'outbound' } } } } } },
    });
    const [rule] = set.rules;
    expect(rule && set.statesOf(rule)).toEqual([
      { ports: [1] },
      { ports: [1], direction: 'outbound' },
      { ports: [3] },
      { ports: [3], direction: 'outbound' },
    ]);
  });

  it.each([
    [6, 64],
    [7, 1],
  ])('tells the states by %d contexts that add up: %d', (contexts, states) => {
    const { sets } = countingSets();
    const names = Array.from({ length: contexts }, (_, index) => `own${index}`);
    const policyOf = (name: string, port: number) =>
      [name, { rules: { R0001: { parameters: { ports: [port + 1] } } } }] as const;
    const set = sets.build({
      rules: [ruleOf({ id: 'R0001', on: { network: 'true' } })],
      policy: { contexts: Object.fromEntries(names.map(policyOf)) },
    });
    const found = set.rules[0] === undefined ? [] : set.statesOf(set.rules[0]);
    expect(found).toHaveLength(states);
    // What may be anything lets every event pass.
    if (states === 1) expect(found).toEqual([undefined]);
  });
});
