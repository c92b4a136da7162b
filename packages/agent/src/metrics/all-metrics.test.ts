import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allMetrics } from './all-metrics.ts';

const page = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8');

it('docs/operations.md has a row for each metric, and no other', () => {
  const rows = allMetrics.map(({ name, type, labels, help }) => {
    const labelled = labels.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${type} | ${labelled} | ${help} |`;
  });
  expect(page.split('\n').filter((line) => line.startsWith('| `rulelib_'))).toEqual(rows);
});

it('each has a name of its own, as Prometheus wants it', () => {
  const names = allMetrics.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, type } of allMetrics) {
    expect(name).toMatch(/^rulelib_[a-z_]+$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
  }
});
