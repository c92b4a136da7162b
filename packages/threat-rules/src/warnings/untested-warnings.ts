import { quote } from '@rulelibrary/schema/yaml';
import type { CompiledRule } from '../compile/compiled-rule.ts';
import { runFixtures } from '../fixtures/run-fixtures.ts';
import type { Warning } from './warning.ts';

/**
 * What the fixtures do not notice: a condition in whose place true or false would do as well, and fixtures that come to their
 * verdict whatever the conditions say. Only of rules whose fixtures pass.
 */
export function untestedWarnings(compiled: CompiledRule): Warning[] {
  if (!runFixtures(compiled).every(({ passed }) => passed)) return [];
  return [...conditionWarnings(compiled), ...fixtureWarnings(compiled)];
}

function conditionWarnings(compiled: CompiledRule): Warning[] {
  return compiled.conditions.flatMap(({ pointer, step }, index) =>
    [true, false].flatMap((value): Warning[] => {
      const mutant = withValue(compiled, value, (at) => at === index);
      if (!runFixtures(mutant).every(({ passed }) => passed)) return [];
      const what = step === undefined ? 'condition' : `step ${quote(step)}`;
      const message = `Untested ${what}: all fixtures stay green with ${value} in its place`;
      return [{ ...compiled.rule.document.placeOf(pointer), code: 'untested', message }];
    }),
  );
}

/** A fixture may be quiet for its window or its sessions alone: then it is no concern of the conditions, and has a meaning. */
function fixtureWarnings(compiled: CompiledRule): Warning[] {
  const never = runFixtures(withValue(compiled, false, () => true));
  const always = runFixtures(inOneSession(withValue(compiled, true, () => true)));
  return compiled.fixtures.flatMap(({ name, pointer }, index): Warning[] => {
    if (never[index]?.passed !== true || always[index]?.passed !== true) return [];
    const message = `Idle fixture ${quote(name)}: it stays green with true or false in place of the condition`;
    return [{ ...compiled.rule.document.placeOf(`${pointer}/name`), code: 'untested', message }];
  });
}

function withValue(compiled: CompiledRule, value: boolean, isReplaced: (index: number) => boolean): CompiledRule {
  const conditions = compiled.conditions.map((condition, index) =>
    isReplaced(index) ? { ...condition, evaluate: () => value, actions: undefined } : condition,
  );
  return { ...compiled, conditions };
}

function inOneSession(compiled: CompiledRule): CompiledRule {
  const fixtures = compiled.fixtures.map((fixture) => ({
    ...fixture,
    events: fixture.events.map(({ timestamp: _time, session: _session, ...event }) => event),
  }));
  return { ...compiled, fixtures };
}
