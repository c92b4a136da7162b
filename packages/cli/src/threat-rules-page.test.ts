import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, runCli } from './run-cli.test.support.ts';
import { temporaryFolder } from './threat/threat-rules.test.support.ts';

const page = readFileSync(join(root, 'docs/threat-rules.md'), 'utf8');

describe('docs/threat-rules.md', () => {
  it('has a rule that lint has nothing to say of', async () => {
    const [, rule = ''] = /^```yaml\n(.*?)^```$/ms.exec(page) ?? [];
    const file = join(temporaryFolder({ 'key.rule.yaml': rule }), 'key.rule.yaml');
    expect(await runCli(['lint', '--strict', file])).toMatchObject({
      code: 0,
      stdout: 'ok   key-copied-then-sent (3 fixtures)\n1 rule(s), 3 fixture(s), 0 failure(s)\n',
    });
  });

  it('names every key that a rule has', () => {
    const schema = JSON.parse(readFileSync(join(root, 'docs/schemas/threat-rule.schema.json'), 'utf8'));
    const keys = Object.keys(schema.properties).filter((key) => key !== 'emit');
    expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });
});

describe('docs/samples/agent-events.jsonl', () => {
  const log = ['--log', 'docs/samples/agent-events.jsonl', '--json'];
  const idsIn = (stdout: string) => [...stdout.matchAll(/^\{"ruleId":"([^"]+)"/gm)].map(([, id]) => id);
  const stable = ['instructions-in-tool-result', 'injection-then-command', 'secret-read-then-egress'];

  it('shows an attack and an edit to the stable rules of the starter pack', async () => {
    const { stdout, stderr } = await runCli(['scan', ...log]);
    expect(idsIn(stdout)).toEqual([...stable, 'persistence-file-changed']);
    expect(stderr).toBe('rulelib: 7 events; 4 findings\n');
  });

  it('shows one more to all of them', async () => {
    const { stdout } = await runCli(['scan', '--rules', 'pkg/threat-rules', ...log]);
    expect(idsIn(stdout).toSorted()).toEqual([...stable, 'env-file-read', 'persistence-file-changed'].toSorted());
  });
});
