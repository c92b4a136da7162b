import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '@rulelibrary/schema';
import { toPrintableJson } from '../render/to-printable.ts';
import { findingKinds } from './finding-kinds.ts';

/** A result of a log: what was found, by which rule, at which line. */
export interface SarifResult {
  readonly ruleId: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly places: readonly { readonly file: string; readonly line: number; readonly column: number }[];
}

/** The findings as SARIF 2.1.0 (OASIS), as code scanning services and editors take it; one run, every finding an error or a warning. */
export function renderSarif(findings: readonly Problem[], version: string): string {
  const results = findings.map((problem): SarifResult => {
    return { ruleId: problem.code, level: problem.level ?? 'error', message: problem.message, places: [problem] };
  });
  return renderSarifLog(results, { version, rules: Object.entries(findingKinds) });
}

/** @param rules id and description of every rule that a result may name */
export function renderSarifLog(
  results: readonly SarifResult[],
  { version, rules }: { readonly version: string; readonly rules: readonly (readonly [id: string, text: string])[] },
): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rulelib',
            version,
            rules: rules.map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results.map(({ ruleId, level, message, places }) => ({
          ruleId,
          ruleIndex: rules.findIndex(([id]) => id === ruleId),
          level,
          message: { text: message },
          locations: places.map(({ file, line, column }) => ({
            physicalLocation: {
              artifactLocation: { uri: uriOf(file) },
              region: { startLine: line, startColumn: column },
            },
          })),
        })),
      },
    ],
  };
  const lines = JSON.stringify(log, null, 2).split('\n');
  return lines.map((line) => `${toPrintableJson(line)}\n`).join('');
}

/** Relative to the working directory, where services take it for the repository's root; else absolute. */
function uriOf(file: string): string {
  const path = relative('', file);
  if (path.startsWith('..') || isAbsolute(path)) return pathToFileURL(file).href;
  return path.split(sep).map(encodeURIComponent).join('/');
}
