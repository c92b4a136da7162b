import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '@rulelibrary/schema';
import { toPrintableJson } from '../render/to-printable.ts';
import { findingKinds } from './finding-kinds.ts';

/** The findings as SARIF 2.1.0 (OASIS), as code scanning services and editors take it; one run, every finding an error. */
export function renderSarif(findings: readonly Problem[], version: string): string {
  const kinds = Object.entries(findingKinds);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rulelib',
            version,
            rules: kinds.map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((problem) => ({
          ruleId: problem.code,
          ruleIndex: kinds.findIndex(([id]) => id === problem.code),
          level: 'error',
          message: { text: problem.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(problem.file) },
                region: { startLine: problem.line, startColumn: problem.column },
              },
            },
          ],
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
