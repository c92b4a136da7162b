import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { collectCases } from './case-collection.ts';
import type { RuleCases } from './rule-cases.ts';

/**
 * The cases of a rule folder, from its `rule.test.ts`: the file is run, outside of any test runner, and what it gives to
 * `describeRule` is taken instead of tested. About 50 ms for the first folder of a process, a few for each other.
 *
 * @throws Error `Cannot load …` where there is no such file, it fails, or it describes no rule
 */
export async function loadCases(folder: string): Promise<RuleCases> {
  const file = join(folder, 'rule.test.ts');
  const taken: RuleCases[] = [];
  try {
    const real = realpathSync(folder);
    // A module runs once for each URL: another query is another run.
    const url = `${pathToFileURL(join(real, 'rule.test.ts'))}?${randomUUID()}`;
    await collectCases(
      real,
      (cases) => taken.push(cases),
      () => import(/* @vite-ignore */ url),
    );
  } catch (cause) {
    throw new Error(`Cannot load ${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  const [cases] = taken;
  if (cases === undefined) throw new Error(`Cannot load ${file}: it does not call describeRule(import.meta, …)`);
  return cases;
}
