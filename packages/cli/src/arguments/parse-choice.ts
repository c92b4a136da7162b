import { nearestName } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError naming the option, what it takes, and the nearest of these */
export function parseChoice<const T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const nearest = nearestName(value, choices);
  const hint = nearest ? `: did you mean "${nearest}"?` : '';
  throw new UsageError(`Expected ${choices.join(' or ')} after --${option}, got "${value}"${hint}`);
}

/** The same for a list separated by commas, without repetitions. */
export function parseChoices<const T extends string>(
  option: string,
  value: string,
  choices: readonly T[],
): readonly T[] {
  return [...new Set(value.split(',').map((item) => parseChoice(option, item.trim(), choices)))];
}
