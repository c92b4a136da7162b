import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createEventEnvironment, type HelperImplementations } from '../event-environment.ts';
import { compileRuleSet, type RuleSource } from './compile-rule-set.ts';
import { Random, randomEvent, randomRule } from './random-rules.test.support.ts';

const types: readonly EventType[] = ['exec', 'open', 'network'];
const asked: string[] = [];

const implementations = {
  'ap.was_path_opened': (id: string, path: string) => {
    asked.push(path);
    if (id === 'throws') throw new Error(`Cannot read profile of ${path}`);
    return path.startsWith('/etc');
  },
  'ap.was_syscall_used': (id: string, name: string) => id === 'c1' && name.length > 5,
  'parse.get_exec_path': (args: readonly string[], comm: string, exepath: string) => exepath || args[0] || comm,
} as unknown as HelperImplementations;

const environment = createEventEnvironment(implementations);

/** What a rule comes to by itself, without generated code. */
function evaluateAlone({ id, expressions }: RuleSource, event: RuntimeEvent) {
  try {
    for (const { eventType, expression } of expressions) {
      if (eventType !== event.eventType) continue;
      const { interpret } = environment.compileInner(expression, { result: 'bool', eventType });
      if (interpret(event) !== true) return [];
    }
    return expressions.some(({ eventType }) => eventType === event.eventType) ? [{ id }] : [];
  } catch (error) {
    return [{ id, error }];
  }
}

function shown(outcomes: readonly { readonly id: string; readonly error?: unknown }[]): readonly string[] {
  return outcomes.map(({ id, error }) => (error === undefined ? id : `${id}: ${JSON.stringify(error)} ${error}`));
}

describe('compileRuleSet', () => {
  const eventType: EventType = 'open';

  it.each([1, 2, 3, 4, 5, 6])('gives what rules give one by one: seed %i', (seed) => {
    const random = new Random(seed);
    const rules = Array.from({ length: 20 * seed }, (_, index) => randomRule(`R${index}`, random.of(types), random));
    const ruleSet = compileRuleSet(rules, environment);
    expect(ruleSet.problems).toEqual([]);
    for (let round = 0; round < 40; round++) {
      const event = randomEvent(random.of(types), random);
      const expected = rules.flatMap((rule) => evaluateAlone(rule, event));
      expect(shown(ruleSet.evaluate(event))).toEqual(shown(expected));
    }
  });

  it('gives what rules give one by one where a field is not of its type', () => {
    const random = new Random(7);
    const rules = Array.from({ length: 60 }, (_, index) => randomRule(`R${index}`, 'open', random));
    const ruleSet = compileRuleSet(rules, environment);
    for (const wrong of [{ path: 5 }, { comm: ['a'] }, { pid: 'x' }, { path: null }, { pcomm: {}, path: 7 }]) {
      const event = { ...randomEvent('open', random), ...wrong } as unknown as RuntimeEvent;
      const expected = rules.flatMap((rule) => evaluateAlone(rule, event));
      expect(shown(ruleSet.evaluate(event))).toEqual(shown(expected));
    }
  });

  it('lets a rule that nothing can meet fail', () => {
    const sources = [
      'event.path.substring(9).size() in []',
      "event.path.lowerAscii() == 'X'",
      "dyn(5) ? event.comm == 'x' : false",
      'true',
      'true',
    ];
    const rules = sources.map((expression, index) => ({ id: `R${index}`, expressions: [{ eventType, expression }] }));
    const event = { ...randomEvent(eventType, new Random(1)), path: 5 } as unknown as RuntimeEvent;
    const expected = rules.flatMap((rule) => evaluateAlone(rule, event));
    expect(shown(compileRuleSet(rules, environment).evaluate(event))).toEqual(shown(expected));
    expect(expected.map(({ id }) => id)).toEqual(['R0', 'R1', 'R2', 'R3', 'R4']);
  });

  it('asks the host once for all rules, and not for rules that an event cannot match', () => {
    const rules = Array.from({ length: 20 }, (_, index) => ({
      id: `R${index}`,
      expressions: [
        {
          eventType: 'open' as const,
          expression: `event.path.startsWith('/etc/${index % 10}') && !ap.was_path_opened(event.containerId, event.path)`,
        },
      ],
    }));
    const ruleSet = compileRuleSet(rules, environment);
    asked.length = 0;
    const event = { ...randomEvent('open', new Random(1)), containerId: 'c1', path: '/etc/3', comm: 'x' };
    expect(ruleSet.evaluate(event)).toEqual([]);
    expect(asked).toEqual(['/etc/3']);
    expect(ruleSet.evaluate({ ...event, path: '/usr' })).toEqual([]);
    expect(asked).toEqual(['/etc/3']);
  });

  it('computes anew for the next event, though it is the same object', () => {
    const rules = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({
      id,
      expressions: [{ eventType: 'open' as const, expression: `event.path == '${id}' || event.comm == '${id}'` }],
    }));
    const ruleSet = compileRuleSet(rules, environment);
    const event: { -readonly [Key in keyof RuntimeEvent]: RuntimeEvent[Key] } = randomEvent('open', new Random(1));
    event.comm = '';
    for (const path of ['a', 'c', 'x', 'f', 'f']) {
      event.path = path;
      expect(ruleSet.evaluate(event).map(({ id }) => id)).toEqual(path === 'x' ? [] : [path]);
    }
  });

  it('computes a term in common that declares a variable', () => {
    const common = "['.' + event.path].map(p, p.size() > 3 && p != event.comm)[0]";
    const rules = [0, 1, 2, 3, 4, 5].map((uid) => ({
      id: `R${uid}`,
      expressions: [{ eventType: 'open' as const, expression: `${common} && event.uid != ${uid}u` }],
    }));
    const ruleSet = compileRuleSet(rules, environment);
    const event = { ...randomEvent('open', new Random(1)), uid: 2, comm: '.abcd' };
    expect(ruleSet.evaluate({ ...event, path: 'abcde' }).map(({ id }) => id)).toEqual(['R0', 'R1', 'R3', 'R4', 'R5']);
    expect(ruleSet.evaluate({ ...event, path: 'abcd' })).toEqual([]);
  });

  it('leaves out a rule that does not compile, and says why', () => {
    const rule = (id: string, ...expressions: readonly string[]): RuleSource => ({
      id,
      expressions: expressions.map((expression) => ({ eventType: 'open', expression })),
    });
    const ruleSet = compileRuleSet(
      [rule('A', 'true', 'event.pth == 1'), rule('B', 'true'), rule('C', '1 +')],
      environment,
    );
    expect(ruleSet.problems.map(({ id, expression, error }) => [id, expression, error.code])).toEqual([
      ['A', 'event.pth == 1', 'unknown-name'],
      ['C', '1 +', 'syntax'],
    ]);
    expect(ruleSet.evaluate(randomEvent('open', new Random(1)))).toEqual([{ id: 'B' }]);
  });

  it('takes all expressions for a type, and hides errors behind the first that fails', () => {
    const expressions = ["event.path == 'a'", 'event.pid / 0u == 1u', 'event.uid / 0u == 1u'];
    const rule: RuleSource = {
      id: 'A',
      expressions: expressions.map((expression) => ({ eventType: 'open', expression })),
    };
    const others = ['b', 'c', 'd', 'e'].map(
      (path): RuleSource => ({
        id: path,
        expressions: [{ eventType: 'open', expression: `event.path == '${path}'` }],
      }),
    );
    const ruleSet = compileRuleSet([rule, ...others], environment);
    const event = randomEvent('open', new Random(1));
    expect(ruleSet.evaluate({ ...event, path: 'x' })).toEqual([]);
    const [outcome] = ruleSet.evaluate({ ...event, path: 'a' });
    expect(outcome).toMatchObject({ id: 'A', error: { code: 'evaluation', start: 0, end: 14 } });
    expect(ruleSet.requiredConditions('A', 'open')).toEqual([[{ field: 'path', operator: 'equals', values: ['a'] }]]);
    expect(ruleSet.requiredConditions('A', 'exec')).toEqual([]);
  });
});
