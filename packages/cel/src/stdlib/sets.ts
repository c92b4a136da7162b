import { ValueSet } from '../values/value-set.ts';
import { Visits } from '../values/visits.ts';
import { type Declaration, func } from './declaration.ts';

type List = readonly unknown[];

const signature = [['list(A)', 'list(A)'], 'bool'] as const;

/** The `sets` extension: lists taken as sets. */
export const sets: readonly Declaration[] = [
  func('sets.contains', signature, (list: List, sublist: List) => contains(list, sublist)),
  func('sets.equivalent', signature, equivalent),
  func('sets.intersects', signature, intersects),
];

function contains(list: List, sublist: List, visits = new Visits()): boolean {
  const set = new ValueSet(list, visits);
  return sublist.every((value) => set.has(value));
}

function equivalent(a: List, b: List): boolean {
  const visits = new Visits();
  return contains(a, b, visits) && contains(b, a, visits);
}

function intersects(a: List, b: List): boolean {
  const set = new ValueSet(b);
  return a.some((value) => set.has(value));
}
