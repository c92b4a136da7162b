import type { Problem, Rule } from '@rulelibrary/schema';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { openCluster } from '../src/cluster/open-cluster.ts';
import type { StatusReport } from '../src/status/status-report.ts';
import { createStatusWriter } from '../src/status/status-writer.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import { installDefinitions } from './cluster/install-definitions.ts';
import type { TestCluster } from './cluster/test-cluster.ts';
import { bindingObject, podObject, ruleOf, rulesObject } from './objects.ts';
import { openClient } from './open-client.ts';

const waiting = { timeout: 60_000, interval: 50 };

/** Says of rules what an engine would: an expression that holds `broken` does not compile, the first object of an id counts. */
function judge(rules: readonly Rule[]): StatusReport['objects'] {
  const first = new Map<string, Rule>();
  for (const rule of rules) if (!first.has(rule.spec.id)) first.set(rule.spec.id, rule);
  const pointer = '/expressions/ruleExpression/0/expression';
  const isBroken = ({ spec }: Rule) => spec.expressions.ruleExpression?.[0]?.expression.includes('broken') === true;
  return [...Map.groupBy(rules, ({ object }) => object)].map(([object, own]) => {
    const overridden = own.filter((rule) => first.get(rule.spec.id) !== rule);
    const rejected = own.filter((rule) => isBroken(rule) && !overridden.includes(rule));
    const unknown = (rule: Rule): Problem => ({
      ...rule.placeInText(pointer, rule.spec.expressions.ruleExpression?.[0]?.expression.indexOf('broken') ?? 0),
      ...{ code: 'expression', message: 'Unknown name "broken"' },
    });
    return {
      ...(object && { object }),
      accepted: own.filter((rule) => !overridden.includes(rule) && !rejected.includes(rule)).map(({ spec }) => spec.id),
      rejected: rejected.map((rule) => ({ id: rule.spec.id, problems: [unknown(rule)] })),
      overridden: overridden.map(({ spec }) => {
        const by = first.get(spec.id);
        return { id: spec.id, by: { ...(by?.object && { object: by.object }), place: by?.place as Problem } };
      }),
    };
  });
}

async function writeStatus(cluster: TestCluster, isLeader: () => boolean = () => true) {
  const client = await openClient(cluster);
  const opened = openCluster({ client, allPods: true, random: Math.random, now: () => performance.now() });
  const said: string[] = [];
  const writer = createStatusWriter({
    ...{ client, cluster: opened, isLeader, random: Math.random },
    said: ({ message, fields }) => said.push(`${message}: ${fields['reason']}`),
  });
  onTestFinished(async () => {
    await writer.stop();
    await opened.stop();
  });
  const judgeAll = () => {
    const rules = opened.rules();
    const ids = new Set(rules.map(({ spec }) => spec.id));
    const unknownIn = (bound: readonly { readonly ruleID?: string }[]) =>
      bound.flatMap(({ ruleID }) => (ruleID === undefined || ids.has(ruleID) ? [] : [ruleID]));
    const bindings = opened.bindings().map((binding) => ({ binding, unknownRules: unknownIn(binding.rules) }));
    writer.report({ objects: judge(rules), bindings }, rules);
  };
  opened.start({
    changed: ({ rules, bindings }) => (rules || bindings ? judgeAll() : writer.refresh()),
    said: () => undefined,
  });
  await opened.synced();
  return { writer, said };
}

await describeCluster('the status of rules and bindings', (cluster) => {
  const apply = (...objects: readonly object[]) =>
    cluster().kubectlWith(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }), 'apply', '-f', '-');
  const statusOf = async (...object: readonly string[]) =>
    JSON.parse((await cluster().kubectl('get', ...object, '-o', 'jsonpath={.status}')) || 'null') as unknown;

  beforeAll(async () => {
    await installDefinitions(cluster());
    await cluster().createNamespace('rules');
  }, 60_000);

  it('says of each rule what became of it, and kubectl get shows it', async () => {
    await writeStatus(cluster());
    await apply(rulesObject('first', ruleOf('R9001'), ruleOf('R9002', 'true &&\n  broken')));
    await vi.waitUntil(() => statusOf('rules', '-n', 'rules', 'first'), waiting);
    await apply(rulesObject('second', ruleOf('R9001'), { ...ruleOf('R9003'), profileDataRequired: { execs: 'some' } }));
    await vi.waitUntil(() => statusOf('rules', '-n', 'rules', 'second'), waiting);
    expect(await statusOf('rules', '-n', 'rules', 'first')).toEqual({
      ...{ observedGeneration: 1, total: 2, accepted: 1, invalid: 1, overridden: 0 },
      rules: [
        { id: 'R9001', state: 'Accepted' },
        {
          ...{ id: 'R9002', state: 'Invalid' },
          message: 'spec.rules[1].expressions.ruleExpression[0].expression:2:3: Unknown name "broken"',
        },
      ],
    });
    expect(await statusOf('rules', '-n', 'rules', 'second')).toEqual({
      ...{ observedGeneration: 1, total: 2, accepted: 0, invalid: 1, overridden: 1 },
      rules: [
        { id: 'R9001', state: 'Overridden', overriddenBy: 'rules/first' },
        {
          ...{ id: 'R9003', state: 'Invalid' },
          message: 'spec.rules[1].profileDataRequired.execs: Expected "all" or a list of patterns, got "some"',
        },
      ],
    });
    const shown = await cluster().kubectl('get', 'rules', '-n', 'rules');
    expect(shown.replace(/ {2,}/g, ' | ').replace(/\| \d+\w*$/gm, '| AGE')).toBe(
      'NAME | RULES | ACCEPTED | INVALID | OVERRIDDEN | AGE\nfirst | 2 | 1 | 1 | 0 | AGE\nsecond | 2 | 0 | 1 | 1 | AGE\n',
    );
    await apply(rulesObject('first', ruleOf('R9001'), ruleOf('R9002', 'true')));
    await vi.waitUntil(
      async () => (await cluster().kubectl('get', 'rules', '-n', 'rules')).includes('first    2       2'),
      waiting,
    );
    expect(await statusOf('rules', '-n', 'rules', 'first')).toMatchObject({ observedGeneration: 2, invalid: 0 });
  }, 120_000);

  it('counts the pods that a binding selects, and follows their labels', async () => {
    await cluster().createNamespace('shop', { team: 'shop' });
    await cluster().createNamespace('other');
    await apply(
      podObject('shop', 'a', { labels: { app: 'web' } }),
      podObject('shop', 'b'),
      podObject('other', 'c', { labels: { app: 'web' } }),
    );
    await writeStatus(cluster());
    const rules = [{ ruleID: 'R9001' }, { ruleID: 'R9099' }];
    const selectors = {
      namespaceSelector: { matchLabels: { team: 'shop' } },
      podSelector: { matchLabels: { app: 'web' } },
    };
    await apply(bindingObject('web', { ...selectors, rules }), bindingObject('all', { rules }));
    const pods = async (name: string) =>
      ((await statusOf('runtimerulealertbindings', name)) as { matchedPods?: number } | null)?.matchedPods;
    await vi.waitUntil(async () => (await pods('all')) === 3, waiting);
    expect(await statusOf('rab', 'web')).toEqual({
      observedGeneration: 1,
      rules: 2,
      matchedPods: 1,
      unknownRules: ['R9099'],
    });
    await cluster().kubectl('label', 'namespace', 'other', 'team=shop');
    await vi.waitUntil(async () => (await pods('web')) === 2, waiting);
    expect(await cluster().kubectl('get', 'rab')).toMatch(
      /^NAME +RULES +PODS +UNKNOWN +AGE\nall +2 +3 +\["R9099"\] +\d+s\nweb +2 +2 /,
    );
  }, 120_000);

  it('writes once, and nothing when nothing changed; those who do not lead write nothing', async () => {
    await apply(rulesObject('first', ruleOf('R9001')));
    const { writer } = await writeStatus(cluster());
    const idle = await writeStatus(cluster(), () => false);
    await apply(rulesObject('third', ruleOf('R9005')));
    await vi.waitUntil(() => statusOf('rules', '-n', 'rules', 'third'), waiting);
    const version = () =>
      cluster().kubectl('get', 'rules', '-n', 'rules', 'third', '-o', 'jsonpath={.metadata.resourceVersion}');
    const [before, writes] = [await version(), writer.stats().writes];
    for (let round = 0; round < 5; round++) {
      writer.refresh();
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
    expect([await version(), writer.stats().writes]).toEqual([before, writes]);
    expect(idle.writer.stats()).toEqual({ writes: 0, failures: 0 });
  }, 120_000);
});
