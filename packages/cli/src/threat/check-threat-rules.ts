import type { Problem } from '@rulelibrary/schema';
import {
  type Catalogue,
  type CompiledRule,
  compileThreatRules,
  createWarner,
  type FixtureResult,
  runFixtures,
} from '@rulelibrary/threat-rules';
import { readThreatRules } from '@rulelibrary/threat-rules/files';

/** A rule that runs, and what its fixtures came to. */
export interface CheckedRule {
  readonly compiled: CompiledRule;
  readonly results: readonly FixtureResult[];
  readonly warnings: readonly Problem[];
}

export interface ThreatCheck {
  readonly rules: readonly CheckedRule[];
  /** Of rules that do not run: errors, and rules that were skipped. */
  readonly problems: readonly Problem[];
}

/** Reads, compiles and tests the threat rules of files and folders. Never rejects: what cannot be read is a problem. */
export async function checkThreatRules(paths: readonly string[], catalogue: Catalogue): Promise<ThreatCheck> {
  const { rules: read, problems } = await readThreatRules(paths);
  const { rules, problems: faults } = compileThreatRules(read, catalogue);
  const warn = createWarner(catalogue);
  const checked = rules.map((compiled): CheckedRule => {
    return { compiled, results: runFixtures(compiled), warnings: warn(compiled) };
  });
  return { rules: checked, problems: [...problems, ...faults] };
}

/** Fixtures that do not come to their verdict, as findings at their place. */
export function fixtureFindings({ rules }: ThreatCheck): Problem[] {
  return rules.flatMap(({ compiled: { rule }, results }) =>
    results
      .filter(({ passed }) => !passed)
      .map(({ fixture, verdict }): Problem => {
        const message = `Expected ${fixture.verdict} of fixture "${fixture.name}", got ${verdict}`;
        const place = rule.document.placeOf(`${fixture.pointer}/name`);
        return { ...place, code: 'fixture', message, ruleId: rule.spec.id };
      }),
  );
}
