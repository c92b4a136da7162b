import { describe, expect, it } from 'vitest';
import { type FixtureParts, fixtureRule } from './fixture-rule.ts';
import { mutateRule } from './mutate-rule.ts';
import type { CaseEvent, RuleCases } from './rule-cases.ts';

const bad: CaseEvent = { eventType: 'exec', comm: 'bad', exepath: '/bin/bad' };
const good: CaseEvent = { ...bad, exepath: '/bin/good' };
const expected = { message: 'bad ran /bin/bad', uniqueId: '/bin/bad' };
const cases: RuleCases = { fires: { bad: { event: bad, ...expected } }, staysQuiet: { good: { event: good } } };

function survivors(parts: FixtureParts, ruleCases: RuleCases = cases): string[] {
  return mutateRule(fixtureRule(parts), ruleCases).survivors.map(
    ({ mutant: { change, text, replacement } }) => `${change} ${text} → ${replacement}`,
  );
}

describe('mutating a rule', () => {
  it('leaves nothing where the cases notice every change', () => {
    expect(mutateRule(fixtureRule(), cases)).toEqual({ mutants: 3, survivors: [] });
  });

  it('lists a condition that no quiet case tells from true', () => {
    const expression = "event.exepath == '/bin/bad' && event.comm == 'bad'";
    expect(survivors({ expression })).toEqual(["removed event.comm == 'bad' → true"]);
  });

  it('lists a branch that no firing case comes through', () => {
    const expression = "event.exepath == '/bin/bad' || event.comm == 'evil'";
    expect(survivors({ expression })).toEqual(["removed event.comm == 'evil' → false"]);
  });

  it('lists a prefix whose nearest neighbour is not shown', () => {
    const expression = "event.exepath.startsWith('/bin/bad')";
    expect(survivors({ expression })).toEqual(['moved startsWith → contains', "moved '/bin/bad' → '/bin/ba'"]);
    const near: RuleCases = {
      ...cases,
      staysQuiet: {
        'one character less': { event: { ...bad, exepath: '/bin/ba' } },
        elsewhere: { event: { ...bad, exepath: '/usr/bin/bad' } },
      },
    };
    expect(survivors({ expression }, near)).toEqual([]);
  });

  it('lists a choice of the message that no case shows', () => {
    const message = "event.comm + ' ran ' + (event.cwd == '' ? event.exepath : event.cwd)";
    expect(survivors({ message })).toEqual(["flipped event.cwd == '' → true"]);
  });

  it('counts an evaluation that fails as noticed', () => {
    const empty: RuleCases = {
      fires: { bad: { event: { ...bad, args: ['x'] }, ...expected } },
      staysQuiet: { 'no arguments': { event: { ...bad, args: [] } }, two: { event: { ...bad, args: ['y', 'x'] } } },
    };
    expect(survivors({ expression: "event.args.size() > 0 && event.args[0] == 'x'" }, empty)).toEqual([]);
  });

  it('places what survives in the file of the rule', () => {
    const rule = fixtureRule({ expression: "event.exepath == '/bin/bad' && event.comm == 'bad'" });
    const pointer = '/expressions/ruleExpression/0/expression';
    const [survivor] = mutateRule(rule, cases).survivors;
    expect(survivor).toMatchObject({ pointer, place: rule.placeInText(pointer, 31) });
  });

  it('of a rule that one of its cases fails is refused', () => {
    const failing: RuleCases = { ...cases, staysQuiet: { good: { event: bad } } };
    expect(() => mutateRule(fixtureRule(), failing)).toThrow(
      'Cannot mutate R9000: its case "good" fails: Expected no alert',
    );
  });
});

describe('mutating a sequence', () => {
  const sequence =
    '{ window: 10s, by: container, steps: [{ id: one, eventType: exec, expression: "event.exepath == \'/bin/bad\'" }, ' +
    '{ id: two, eventType: exec, expression: "event.pid == steps.one.event.pid && event.comm == \'bad\'" }] }';
  const both: RuleCases = {
    fires: { both: { events: [bad, bad], ...expected } },
    staysQuiet: {
      'another first': { events: [good, bad] },
      'another second': { events: [bad, { ...bad, comm: 'good' }] },
    },
  };

  it('changes the expression of each step', () => {
    expect(survivors({ sequence }, both)).toEqual(['removed event.pid == steps.one.event.pid → true']);
    const [survivor] = mutateRule(fixtureRule({ sequence }), both).survivors;
    expect(survivor?.pointer).toBe('/expressions/sequence/steps/1/expression');
  });
});
