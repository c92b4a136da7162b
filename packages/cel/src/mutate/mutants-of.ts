import { parse } from '../syntax/parse.ts';
import { conditionEdits } from './condition-edits.ts';
import type { Edit, Mutant } from './mutant.ts';

/**
 * The mutants of an expression: each condition removed and flipped, each bound and pattern moved by one. Ones that are
 * known to mean the same as the expression are left out, and ones that any test notices that notices those listed:
 * && for || (a test that notices every operand missing has cases that tell them apart).
 *
 * @throws CelError syntax, limit
 */
export function mutantsOf(source: string): readonly Mutant[] {
  const edits = conditionEdits(parse(source), source);
  const mutants = edits.map((edit) => toMutant(source, edit));
  const bySource = new Map(mutants.map((mutant) => [mutant.source, mutant] as const).toReversed());
  bySource.delete(source);
  return [...bySource.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function toMutant(source: string, { change, range: { start, end }, replacement }: Edit): Mutant {
  const mutated = source.slice(0, start) + replacement + source.slice(end);
  return { change, start, end, text: source.slice(start, end), replacement, source: mutated };
}
