import { compileThreatRules, parseThreatRules, runFixtures } from '@rulelibrary/threat-rules';
import { describe, expect, it } from 'vitest';
import { correlationRule, singleEventRule } from './seed-rules.ts';

describe.each([
  ['a single event', singleEventRule, ['positive_basic']],
  ['a correlation', correlationRule, ['read_env_then_curl', 'benign_read_then_local_command']],
])('the example of %s', (_name, text, fixtures) => {
  it('runs with its fixtures as written', () => {
    const { rules: parsed, problems } = parseThreatRules(text, 'example.rule.yaml');
    const { rules, problems: compileProblems } = compileThreatRules(parsed);
    expect([...problems, ...compileProblems]).toEqual([]);
    const results = rules.flatMap(runFixtures);
    expect(results.map(({ fixture, passed, errors }) => [fixture.name, passed, errors])).toEqual(
      fixtures.map((name) => [name, true, []]),
    );
  });
});
