import type { Problem } from '@rulelibrary/schema';
import { renderFindings } from '../lint/render-findings.ts';
import type { Terminal } from '../output/terminal.ts';
import { toPrintable } from '../render/to-printable.ts';
import type { CheckedRule, ThreatCheck } from './check-threat-rules.ts';

export interface CheckOptions {
  readonly terminal: Terminal;
  readonly showWarnings: boolean;
}

/** What is wrong, a line for each rule or fixture that fails, and the counts. */
export function renderCheck(check: ThreatCheck, { terminal, showWarnings }: CheckOptions): string {
  const findings = (problems: readonly Problem[]) => renderFindings(problems, { format: 'text', terminal });
  const skipped = check.problems.filter(({ code }) => code === 'newer-spec');
  const lines = [
    findings(check.problems.filter(({ code }) => code !== 'newer-spec')),
    ...skipped.map(({ ruleId, file, message }) => `SKIP ${toPrintable(ruleId ?? file)}: ${toPrintable(message)}\n`),
    ...check.rules.map((rule) => (showWarnings ? findings(rule.warnings) : '') + ruleLines(rule)),
  ];
  return `${lines.join('')}${counts(check)}\n`;
}

function ruleLines({ compiled: { rule }, results }: CheckedRule): string {
  const { id } = rule.spec;
  const failed = results.filter(({ passed }) => !passed);
  if (failed.length === 0) return `ok   ${id} (${results.length} fixtures)\n`;
  return failed
    .map(({ fixture, verdict, errors }) => {
      const reasons = errors.map(({ message }) => `     ${toPrintable(message)}\n`);
      const line = `FAIL ${id}/${toPrintable(fixture.name)}: expected ${fixture.verdict}, got ${verdict}\n`;
      return line + [...new Set(reasons)].join('');
    })
    .join('');
}

/** Failures are fixtures that came to another verdict, and errors for which a rule does not run at all. */
function counts({ rules, problems }: ThreatCheck): string {
  const results = rules.flatMap((rule) => rule.results);
  const errors = problems.filter(({ level }) => level === undefined).length;
  const failures = results.filter(({ passed }) => !passed).length + errors;
  return `${rules.length} rule(s), ${results.length} fixture(s), ${failures} failure(s)`;
}
