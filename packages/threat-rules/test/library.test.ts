import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mutantsOf } from '@rulelibrary/cel';
import { techniqueOf } from '@rulelibrary/schema/attack';
import {
  type CompiledRule,
  compileThreatRules,
  createWarner,
  parseThreatRules,
  runFixtures,
  type ThreatRule,
} from '@rulelibrary/threat-rules';
import { describe, expect, it } from 'vitest';

// The law that holds every rule of the starter pack. It stands here because the pack may import nothing.

const library = join(dirname(dirname(dirname(import.meta.dirname))), 'pkg/threat-rules');
const folders = readdirSync(library, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
  .map(({ name }) => name)
  .sort();
const rules = new Map(folders.map((folder) => [folder, readRule(folder)]));

const categories = [
  'credential-access',
  'exfiltration',
  'risky-command',
  'prompt-injection',
  'approval-abuse',
  'mcp',
  'sensitive-edit',
  'resource-consumption',
];
const headings = ['Fires when', 'What to look at', 'False positives', 'Blind spots'];

function readText(folder: string, file: string): string {
  return readFileSync(join(library, folder, file), 'utf8');
}

function readRule(folder: string): ThreatRule | undefined {
  const { rules, problems } = parseThreatRules(readText(folder, `${folder}.rule.yaml`), `${folder}.rule.yaml`);
  return problems.length === 0 && rules.length === 1 ? rules[0] : undefined;
}

function ruleOf(folder: string): ThreatRule {
  const rule = rules.get(folder);
  if (rule === undefined) throw new Error(`Cannot read the rule of ${folder}`);
  return rule;
}

function compiledRule(folder: string): CompiledRule {
  const [compiled] = compileThreatRules([ruleOf(folder)]).rules;
  if (compiled === undefined) throw new Error(`Cannot compile the rule of ${folder}`);
  return compiled;
}

/** Every leaf of a value by its path: what two events differ by. */
function leavesOf(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}/${key}`));
}

function differences(one: unknown, other: unknown): number {
  const [a, b] = [new Map(leavesOf(one)), new Map(leavesOf(other))];
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).length;
}

/** The rule with another condition in one place. */
function withCondition({ spec, document }: ThreatRule, index: number, source: string): ThreatRule {
  const { correlation } = spec;
  if (correlation === undefined) return { spec: { ...spec, match: source }, document };
  const steps = correlation.steps.map((step, at) => (at === index ? { ...step, match: source } : step));
  return { spec: { ...spec, correlation: { ...correlation, steps } }, document };
}

describe('the starter pack', () => {
  it('has twenty rules or more, in every category', () => {
    expect(folders.length).toBeGreaterThanOrEqual(20);
    const used = new Set(folders.map((folder) => ruleOf(folder).spec.taxonomy?.['category']));
    expect([...used].sort()).toEqual([...categories].sort());
  });

  it('lists each of them in its README', () => {
    const rows = readText('', 'README.md').match(/^\| \[.*$/gm) ?? [];
    const expected = folders.map((folder) => {
      const { id, title, taxonomy, severity, status } = ruleOf(folder).spec;
      return `| [${id}](${id}/README.md) | ${title} | ${taxonomy?.['category']} | ${severity} | ${status} |`;
    });
    expect(rows.toSorted()).toEqual(expected.toSorted());
  });
});

describe.each(folders)('%s', (folder) => {
  it('holds exactly its rule and a README', () => {
    expect(readdirSync(join(library, folder)).sort()).toEqual(['README.md', `${folder}.rule.yaml`]);
  });

  it('is named by its id, and begins with its schema and specification', () => {
    const lines = readText(folder, `${folder}.rule.yaml`).split('\n');
    expect(ruleOf(folder).spec.id).toBe(folder);
    expect(lines[0]).toBe('# yaml-language-server: $schema=../../../docs/schemas/threat-rule.schema.json');
    expect(lines[1]).toMatch(/^spec: threat-rules\/v1(\.1)?$/);
  });

  it('says what it belongs to, and names a technique that there is', () => {
    const { category = '', owasp, 'mitre-atlas': atlas, 'mitre-attack': attack } = ruleOf(folder).spec.taxonomy ?? {};
    expect(categories).toContain(category);
    expect(owasp).toMatch(/^LLM(0[1-9]|10):2025$/);
    expect(atlas).toMatch(/^AML\.T00\d\d$/);
    if (attack !== undefined) expect(techniqueOf(attack)).toBeDefined();
  });

  it('compiles, passes its fixtures without an error, and is not warned of', () => {
    const compiled = compiledRule(folder);
    const results = runFixtures(compiled);
    expect(results.filter(({ passed, errors }) => !passed || errors.length > 0)).toEqual([]);
    expect(createWarner()(compiled)).toEqual([]);
  });

  it('has quiet fixtures that differ from a firing one by one fact', () => {
    const { tests } = ruleOf(folder).spec;
    const firing = tests.filter(({ verdict }) => verdict === 'match');
    const quiet = tests.filter(({ verdict }) => verdict === 'no_match');
    expect(firing.filter(({ name }) => !name.startsWith('fires: '))).toEqual([]);
    expect(quiet.filter(({ name }) => !name.startsWith('stays quiet: '))).toEqual([]);
    const apart = quiet.filter(({ events }) => !firing.some((one) => differences(one.events, events) === 1));
    expect({ apart: apart.map(({ name }) => name), count: quiet.length > 0 }).toEqual({ apart: [], count: true });
  });

  it('has a fixture that notices when a condition is missing', () => {
    const rule = ruleOf(folder);
    const unnoticed = compiledRule(folder).conditions.flatMap(({ source }, index) => {
      const removed = mutantsOf(source).filter(({ change }) => change === 'removed');
      const { rules: mutants } = compileThreatRules(removed.map((mutant) => withCondition(rule, index, mutant.source)));
      return mutants.filter((mutant) => runFixtures(mutant).every(({ passed }) => passed));
    });
    expect(unnoticed.map(({ conditions }) => conditions.map(({ source }) => source))).toEqual([]);
  });

  it('has a README with its title and headings, and says something under each', () => {
    const text = readText(folder, 'README.md');
    const { id, title, severity, status, posture } = ruleOf(folder).spec;
    expect(text.split('\n')[0]).toBe(`# ${id}: ${title}`);
    expect(text.split('\n')[2]).toContain(`Severity ${severity} · ${status} · ${posture} · `);
    const sections = text.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(headings);
    expect(sections.filter((section) => section.length < 50)).toEqual([]);
  });
});
