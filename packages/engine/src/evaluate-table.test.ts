import type { ContainerProfile, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createEngine } from './engine.ts';
import type { EngineCounts } from './engine-counts.ts';
import type { EngineOptions } from './engine-options.ts';
import { eventOf, type RuleChanges, ruleOf } from './fixtures.test.support.ts';

/** Rules of all kinds that a table tells apart: by value, by a term in common, gated, failing, never matching. */
const rules: readonly RuleChanges[] = [
  { on: { exec: "event.comm == 'a'" } },
  { on: { exec: "event.comm == 'b' && !ap.was_executed(event.containerId, event.exepath)" }, profileDependency: 0 },
  { on: { exec: '!ap.was_executed(event.containerId, event.exepath)' }, profileDependency: 0 },
  { on: { exec: '!ap.was_executed(event.containerId, event.exepath)' }, profileDependency: 1 },
  { on: { exec: "event.args[1] == 'x'" } },
  { on: { exec: "event.args[1] == 'x'" }, profileDependency: 0 },
  { on: { exec: "event.exepath.startsWith('/bin')" }, state: { excludeProcesses: [{ name: 'a' }] } },
  { on: { exec: 'true' }, state: { excludeProcesses: [{ name: 'b' }] }, profileDependency: 0 },
  { on: { exec: 'event.pid > 0u' }, supportPolicy: true },
  { on: { exec: "event.comm in ['a', 'c']" }, supportPolicy: true, profileDependency: 0 },
  { on: { exec: 'false' } },
  { on: { open: 'true', exec: "event.exepath.endsWith('/sh')" } },
];

const sources: Readonly<Record<string, EngineOptions['profiles']>> = {
  none: undefined,
  missing: { profileOf: () => undefined },
  learning: { profileOf: () => ({ status: 'ready' }) },
  completed: { profileOf: () => ({ status: 'completed', execs: [{ path: '/bin/sh' }] }) },
  byContainer: { profileOf: ({ containerId }) => byContainer(containerId) },
};

/** Throws for one container: which errors rules have then is said by rule. */
function byContainer(containerId: string | undefined): ContainerProfile | undefined {
  if (containerId === 'broken') throw new Error('Cannot read profile');
  return containerId === 'ready'
    ? { status: 'completed', rulePolicies: { R0008: { processAllowed: ['a'] } } }
    : undefined;
}

const events = ['a', 'b', 'c'].flatMap((comm) =>
  ['/bin/sh', '/bin/ls', '/usr/x'].flatMap((exepath) =>
    ['ready', 'other', 'broken'].flatMap((containerId) =>
      [['a'], ['a', 'x']].map((args): RuntimeEvent => eventOf({ comm, exepath, containerId, args, uid: 7 })),
    ),
  ),
);

function run(given: readonly (RuleChanges & { readonly id: string })[], profiles: EngineOptions['profiles']) {
  const engine = createEngine({ rules: given.map(ruleOf), profiles, cooldownMs: 0 });
  const alerts = events.map((event) => engine.process(event));
  return { alerts, counts: engine.counts(), errors: engine.evaluationErrors() };
}

const numbered = rules.map((rule, index) => ({ ...rule, id: `R${String(index).padStart(4, '0')}` }));

describe.each(Object.keys(sources))('a table of rules, profiles: %s', (name) => {
  const together = run(numbered, sources[name]);
  // An engine of one rule has nothing to tell apart.
  const alone = numbered.map((rule) => run([rule], sources[name]));

  it('raises the alerts of the rules one by one', () => {
    const expected = events.map((_, index) => alone.flatMap(({ alerts }) => alerts[index] ?? []));
    expect(together.alerts).toEqual(expected);
    expect(JSON.stringify(together.alerts)).toBe(JSON.stringify(expected));
  });

  it('counts what the rules one by one count', () => {
    const sum = (count: (counts: EngineCounts) => number) => alone.reduce((total, one) => total + count(one.counts), 0);
    expect(together.counts.evaluated).toBe(sum(({ evaluated }) => evaluated));
    expect(together.counts.matched).toBe(sum(({ matched }) => matched));
    expect(together.counts.suppressed).toEqual(Object.assign({}, ...alone.map(({ counts }) => counts.suppressed)));
  });

  it('has the errors of the rules one by one', () => {
    // In the order of the events on which rules failed first, not of the rules.
    const shown = (errors: typeof together.errors) => errors.map((error) => JSON.stringify(error)).sort();
    expect(shown(together.errors)).toEqual(shown(alone.flatMap(({ errors }) => errors)));
  });
});

describe('rules that lack a profile', () => {
  const dependent = ['R0003', 'R0001', 'R0002'].map((id) => ({
    id,
    profileDependency: 0 as const,
    on: { exec: 'true' },
  }));
  const failing = { id: 'R0000', on: { exec: 'event.args[1] == event.comm' } };

  it('are counted in the order in which they come', () => {
    const engine = createEngine({ rules: [...dependent, failing].map(ruleOf) });
    for (const pid of [1, 2, 3]) engine.process(eventOf({ pid }));
    const each = { profile_missing: 3 };
    expect(JSON.stringify(engine.counts().suppressed)).toBe(
      JSON.stringify({ R0003: each, R0001: each, R0002: each, R0000: { eval_error: 3 } }),
    );
  });

  it('are counted once each, however often someone wants to know', () => {
    const engine = createEngine({ rules: dependent.map(ruleOf) });
    for (const pid of [1, 2, 3]) {
      engine.process(eventOf({ pid }));
      expect(engine.counts().suppressed).toMatchObject({
        R0001: { profile_missing: pid },
        R0003: { profile_missing: pid },
      });
    }
  });
});
