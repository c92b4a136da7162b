import { basename } from 'node:path';
import type { Rule } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { takerOf } from './case-collection.ts';
import { caseResultFault } from './case-result-fault.ts';
import { compileFault } from './compile-fault.ts';
import { coverageFaults } from './coverage-faults.ts';
import { readRuleFolder } from './read-rule-folder.ts';
import type { RuleCases } from './rule-cases.ts';
import { runCase } from './run-case.ts';

/**
 * Declares the tests of the rule whose `rule.yaml` lies beside the test file: that it compiles, that the cases show every event
 * type it reads, and one test a case, `fires: <name>` or `stays quiet: <name>`. Each case has an engine of its own, so neither
 * deduplication nor cooldown of another case can silence it; a rule that is off by default is on.
 *
 * A case that fires raises exactly one alert. A quiet case is one whose expression was evaluated and said no, without an
 * error, or that the rule's own prefilter or policy let pass; see `caseResultFault`.
 *
 * While `loadCases` runs the file, it hands over the cases and declares nothing.
 *
 * @param meta `import.meta` of the test file
 */
export function describeRule(meta: { readonly dirname: string }, cases: RuleCases): void {
  const take = takerOf(meta.dirname);
  if (take) {
    take(cases);
    return;
  }
  const rule = once(() => readRuleFolder(meta.dirname));

  describe(basename(meta.dirname), () => {
    it('compiles', () => failOn(compileFault(rule())));

    it('has cases for every event type it reads, a message and a uniqueId', () =>
      failOn(coverageFaults(rule(), cases).join('\n') || undefined));

    for (const [name, ruleCase] of Object.entries(cases.fires)) {
      it(`fires: ${name}`, () => failOn(caseResultFault('fires', ruleCase, runCase(rule(), 'fires', ruleCase))));
    }
    for (const [name, ruleCase] of Object.entries(cases.staysQuiet)) {
      it(`stays quiet: ${name}`, () =>
        failOn(caseResultFault('staysQuiet', ruleCase, runCase(rule(), 'staysQuiet', ruleCase))));
    }
  });
}

function failOn(fault: string | undefined): void {
  if (fault !== undefined) expect.fail(fault);
}

/** Reads when the first test asks, so that a rule that cannot be read fails its tests and not the file around them. */
function once(read: () => Rule): () => Rule {
  let rule: Rule | undefined;
  return () => {
    rule ??= read();
    return rule;
  };
}
