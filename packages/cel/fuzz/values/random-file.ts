import type { World } from '../world.ts';
import { randomValue, type ValueSource } from './random-value.ts';

/** An object of the host: some fields are not set, are null, or have a value of another type. */
export function randomFile({ fields }: World, source: ValueSource): object {
  const { random } = source;
  const entries = [...fields].flatMap(([name, type]): [string, unknown][] => {
    const choice = random.int(20);
    if (choice < 2) return [];
    if (choice === 2) return [[name, random.pick([null, undefined])]];
    return [[name, choice === 3 ? random.pick([1, 'a', true, [], {}, 1.5]) : randomValue(type, source)]];
  });
  return Object.fromEntries(entries);
}
