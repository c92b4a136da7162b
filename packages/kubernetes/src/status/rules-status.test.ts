import { describe, expect, it } from 'vitest';
import type { RulesRecord } from '../objects/rules-record.ts';
import { maximumRules, rulesStatus, wordsOf } from './rules-status.ts';

function record(count: number, problems: RulesRecord['problems'] = []): RulesRecord {
  const ids = Array.from({ length: count }, (_, index) => `R${1_000 + index}`);
  const shared = { namespace: 'rules', name: 'custom', uid: 'u', generation: 3, status: undefined, fingerprint: '' };
  return { ...shared, rules: [], problems, ids };
}

const at = (path: string) => ({ file: `Rules rules/custom ${path}`, line: 0, column: 0, code: 'syntax' }) as const;

describe('rulesStatus', () => {
  it.each([
    [maximumRules, maximumRules],
    [maximumRules + 1, maximumRules],
  ])('of %d rules counts all and speaks of %d', (count, named) => {
    const status = rulesStatus(record(count), undefined);
    expect([status.total, status.accepted, status.rules.length]).toEqual([count, count, named]);
  });

  it('tells problems of a rule from those of the object', () => {
    const problems = [
      { ...at('spec.rules[1].name'), message: 'Missing key' },
      { ...at('spec.rules[11].name'), message: 'far' },
      { ...at('metadata.annotations'), message: 'Unknown status' },
      { ...at('spec.rules[0].tags'), message: 'Unusual', level: 'warning' as const },
    ];
    const status = rulesStatus(record(2, problems), undefined);
    expect(status.rules).toEqual([
      { id: 'R1000', state: 'Accepted' },
      { id: 'R1001', state: 'Invalid', message: 'spec.rules[1].name: Missing key' },
    ]);
    expect(status.problems).toEqual(['metadata.annotations: Unknown status']);
    expect(status).toMatchObject({ observedGeneration: 3, total: 2, accepted: 1, invalid: 1, overridden: 0 });
  });

  it.each([
    [1_000, 1_000],
    [1_001, 1_001],
  ])('a message of %d characters is %d long', (length, expected) => {
    const problem = { ...at(''), file: '', message: 'x'.repeat(length - 2) };
    expect(wordsOf([problem], 'Rules rules/custom').length).toBe(expected);
    expect(wordsOf([problem], 'Rules rules/custom').endsWith('…')).toBe(length > 1_000);
  });
});
