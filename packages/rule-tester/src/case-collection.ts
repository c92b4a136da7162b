import type { RuleCases } from './rule-cases.ts';

/** Takes the cases that a test file gives to `describeRule`. */
export type TakeCases = (cases: RuleCases) => void;

/**
 * Who waits for the cases of which folder. On the global object, since a rule folder may have another copy of this package
 * than the one that asks.
 */
const key = Symbol.for('@rulelibrary/rule-tester: case collection');

type Holder = { [key]?: Map<string, TakeCases> };

/** Who has asked for the cases of the folder, if someone has: they are then no tests. */
export function takerOf(folder: string): TakeCases | undefined {
  return (globalThis as Holder)[key]?.get(folder);
}

/** Asks for the cases of the folder for as long as `load` runs. */
export async function collectCases(folder: string, take: TakeCases, load: () => Promise<unknown>): Promise<void> {
  const holder = globalThis as Holder;
  holder[key] ??= new Map();
  holder[key].set(folder, take);
  try {
    await load();
  } finally {
    holder[key].delete(folder);
  }
}
