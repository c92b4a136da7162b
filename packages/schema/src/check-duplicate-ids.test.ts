import { describe, expect, it } from 'vitest';
import { checkDuplicateIds } from './check-duplicate-ids.ts';
import { parseRules } from './parse-rules.ts';
import { rulesText } from './rules-text.test.fixture.ts';

describe('checkDuplicateIds', () => {
  const rulesOf = (file: string, ...ids: string[]) => parseRules(rulesText(...ids), file).rules;

  it('names both places, the first rule staying the first', () => {
    const rules = [...rulesOf('a.yaml', 'R0001', 'R0002', 'R0001'), ...rulesOf('b.yaml', 'R0001')];
    expect(checkDuplicateIds(rules)).toEqual([
      {
        file: 'a.yaml',
        line: 40,
        column: 9,
        code: 'duplicate-id',
        message: 'Duplicate rule id "R0001", first at a.yaml:8:9',
        ruleId: 'R0001',
      },
      expect.objectContaining({ file: 'b.yaml', line: 8, message: 'Duplicate rule id "R0001", first at a.yaml:8:9' }),
    ]);
  });

  it('finds nothing among different ids', () => {
    expect(checkDuplicateIds(rulesOf('a.yaml', 'R0001', 'R0002'))).toEqual([]);
  });
});
