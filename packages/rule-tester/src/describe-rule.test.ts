import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startVitest } from 'vitest/node';

const conditions = ['@rulelibrary/source', 'node', 'import', 'module', 'default'];
const coverage = 'has cases for every event type it reads, a message and a uniqueId';

/** Runs the `rule.cases.ts` of a folder in test/ as vitest runs a rule.test.ts: every test with its error, or `passed`. */
async function runCases(folder: string): Promise<Record<string, string>> {
  const exitCode = process.exitCode;
  const vitest = await startVitest(
    'test',
    [],
    {
      config: false,
      root: join(import.meta.dirname, '..', 'test', folder),
      include: ['rule.cases.ts'],
      watch: false,
      reporters: [{}],
    },
    { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } },
  );
  await vitest.close();
  // The tests in there are meant to fail; ours are not.
  process.exitCode = exitCode;
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
  return Object.fromEntries(tests.map((test) => [test.fullName, test.result().errors?.[0]?.message ?? 'passed']));
}

it('declares one test a case, and fails those that do not hold', async () => {
  expect(await runCases('noisy-rule')).toEqual({
    'noisy-rule > compiles': 'passed',
    [`noisy-rule > ${coverage}`]: 'Expected a case with a uniqueId, got "none"',
    'noisy-rule > fires: the message it has': 'passed',
    'noisy-rule > fires: a message it has not': 'Expected message "b",\n     got         "a"',
    'noisy-rule > stays quiet: an event that fires': 'Expected no alert, got "a"',
  });
});

it.each([
  ['broken-rule', 'does not compile', /\/broken-rule\/rule\.yaml:16:25: .*evnt.*event/],
  ['missing-rule', 'is not there', /^Cannot read .*\/missing-rule\/rule\.yaml: ENOENT/],
])('fails every case of %s, which %s, with the place', async (folder, _, error) => {
  const tests = Object.entries(await runCases(folder)).filter(([name]) => !name.endsWith(coverage));
  expect(tests).toHaveLength(4);
  for (const [, message] of tests) expect(message).toMatch(error);
});
