import { type CompiledRule, type Finding, type Severity, severities } from '@rulelibrary/threat-rules';
import { agentVersion } from '../agent-version.ts';
import { renderSarifLog, type SarifResult } from '../lint/render-sarif.ts';
import type { Output } from '../output/terminal.ts';
import { renderFinding, renderFindingJson } from './render-finding.ts';

export interface FindingOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly minSeverity: Severity | undefined;
  readonly sessionId: string | undefined;
  /** From which severity on a finding fails the run. */
  readonly failOn: Severity | undefined;
  readonly logName: string;
  readonly rules: readonly CompiledRule[];
}

/** Writes the findings that are asked for, and counts them. */
export interface FindingOutput {
  write(findings: readonly Finding[]): void;
  /** Writes what can be written at the end only. */
  end(): void;
  readonly count: number;
  readonly hasFailed: boolean;
}

export function createFindingOutput(options: FindingOptions, { stream, paint }: Output): FindingOutput {
  const { format, minSeverity, sessionId, failOn } = options;
  const held: Finding[] = [];
  let count = 0;
  let hasFailed = false;
  const isWanted = (finding: Finding) =>
    isAtLeast(finding, minSeverity) && (sessionId === undefined || finding.sessionId === sessionId);
  return {
    write(findings) {
      for (const finding of findings) {
        if (!isWanted(finding)) continue;
        count += 1;
        hasFailed ||= failOn !== undefined && isAtLeast(finding, failOn);
        if (format === 'sarif') held.push(finding);
        else stream.write(format === 'json' ? renderFindingJson(finding) : renderFinding(finding, paint));
      }
    },
    end() {
      if (format === 'sarif') stream.write(sarifOf(held, options));
    },
    get count() {
      return count;
    },
    get hasFailed() {
      return hasFailed;
    },
  };
}

function isAtLeast({ severity }: Finding, minimum: Severity | undefined): boolean {
  return minimum === undefined || severities.indexOf(severity) >= severities.indexOf(minimum);
}

const levels: Readonly<Record<Severity, SarifResult['level']>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

function sarifOf(findings: readonly Finding[], { logName: file, rules }: FindingOptions): string {
  const results = findings.map(({ ruleId, severity, reason, lines }): SarifResult => {
    const places = lines.map((line) => ({ file, line: line ?? 1, column: 1 }));
    return { ruleId, level: levels[severity], message: reason, places };
  });
  const known = rules.map(({ rule: { spec } }) => [spec.id, spec.title] as const);
  return renderSarifLog(results, { version: agentVersion(), rules: known });
}
