import { metadataTable } from '@rulelibrary/schema';
import { expect, it } from 'vitest';
import { fixtureRule } from './fixture-rule.ts';

it('says what the rule says, in aligned columns', () => {
  const rule = fixtureRule({ tags: ['context:host', 'a', 'b'], enabled: false, profileDependency: 1 });
  expect(metadataTable(rule)).toBe(`\
| Field              | Value         |
| ------------------ | ------------- |
| ID                 | R9000         |
| Name               | Fixture       |
| Status             | stable        |
| Default            | disabled      |
| Severity           | 1 (Low)       |
| Event types        | exec          |
| Contexts           | host          |
| MITRE ATT&CK       | TA0002, T1059 |
| Profile            | 1 (optional)  |
| Needs from profile | nothing       |
| Policy             | not supported |
| Trigger alert      | yes           |
| Tags               | a, b          |
`);
});

it('names every part of the profile that the rule needs', () => {
  const rule = fixtureRule();
  const profileDataRequired = { execs: 'all', opens: [{ exact: '/a' }, { prefix: '/b', suffix: 'c' }] } as const;
  expect(metadataTable({ ...rule, spec: { ...rule.spec, profileDataRequired } })).toContain(
    '| Needs from profile | execs: all; opens: exact `/a`, prefix `/b`, suffix `c` |\n',
  );
});

it('reads a rule without context tags as one for Kubernetes', () => {
  expect(metadataTable(fixtureRule({ tags: ['a'] }))).toMatch(/^\| Contexts +\| kubernetes +\|$/m);
});
