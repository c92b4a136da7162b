import type { NodeOf } from './node.ts';

/** The standard macros over lists and over the keys of maps, with the numbers of arguments they take. */
const macros: Readonly<Record<string, readonly number[]>> = {
  all: [2],
  exists: [2],
  exists_one: [2],
  existsOne: [2],
  filter: [2],
  map: [2, 3],
};

/** Whether a method call is one of the standard macros, which declare the variable that is their first argument. */
export function isComprehension({ args: [name, , args] }: NodeOf<'rcall'>): boolean {
  return Object.hasOwn(macros, name) && (macros[name]?.includes(args.length) ?? false);
}
