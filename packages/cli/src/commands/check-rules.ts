import type { Engine } from '@rulelibrary/engine';
import { formatProblem } from '@rulelibrary/schema';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/**
 * Says which rules were rejected.
 * @throws CommandError when none is left to run
 */
export function checkRules(engine: Pick<Engine, 'problems' | 'counts'>, terminal: Terminal): void {
  for (const problem of engine.problems) terminal.say(formatProblem(problem));
  const { active, disabled, otherVersion, rejected } = engine.counts().rules;
  if (active > 0) return;
  throw new CommandError(
    `Cannot run any rule: ${rejected} rejected, ${disabled} disabled, ${otherVersion} for another version`,
  );
}
