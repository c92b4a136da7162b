import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.test.support.ts';

const isRoot = process.getuid?.() === 0;
// Root without capabilities, as in a plain container; whoever is not root has none anyway. It stays root so that it can
// read a checkout in a folder of its own.
const unprivileged = isRoot
  ? { by: ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all', '--no-new-privs'] }
  : {};

describe('without privileges', () => {
  it('rulelib watch says what is missing and replays the bundled recording', async () => {
    const { code, stdout, stderr } = await runCli(['watch', '--for', '1s', '--format', 'json'], unprivileged);
    expect(code).toBe(0);
    const rules = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { ruleId: string }).ruleId);
    expect(rules).toEqual(['R0010', 'R1010', 'R1000', 'R1005', 'R1015', 'R0009', 'R1002']);
    expect(stderr).toMatch(
      /^rulelib: Cannot .*\nreplaying a bundled recording instead: nothing below happened on this machine\n/s,
    );
    expect(stderr).toMatch(/rulelib: 21 events .* 7 alerts\n/);
  });

  it('rulelib record says what is missing and ends with exit code 2', async () => {
    const { code, stdout, stderr } = await runCli(['record', '--for', '1s', '--out', '-'], unprivileged);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^rulelib: Cannot /);
  });
});
