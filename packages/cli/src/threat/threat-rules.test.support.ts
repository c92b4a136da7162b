import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A threat rule on `file.read` with a fixture that fires and one that stays quiet; keys given take the place of its own. */
export function threatRule(keys: Readonly<Record<string, unknown>> = {}): string {
  const fixture = (name: string, verdict: string, action: string) => ({
    name,
    verdict,
    events: [{ event: { action } }],
  });
  const rule = {
    id: 'read',
    version: 1,
    title: 'File read',
    severity: 'high',
    status: 'stable',
    posture: 'detect',
    match: 'e.event.action == "file.read"',
    emit: { reason: 'A file was read' },
    tests: [fixture('a read', 'match', 'file.read'), fixture('a write', 'no_match', 'file.write')],
    ...keys,
  };
  return `${JSON.stringify(rule, undefined, 2)}\n`;
}

/** A folder with these files, removed after the tests. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
