import { fail } from '../evaluation-failure.ts';
import { ValueSet } from '../values/value-set.ts';
import { Visits } from '../values/visits.ts';
import { checkListLength } from './bounded.ts';
import { type Declaration, func, method } from './declaration.ts';
import { sortBy } from './sort-by.ts';

type List = readonly unknown[];

const ordered = [
  'int',
  'uint',
  'double',
  'bool',
  'string',
  'bytes',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
];

/** The `lists` extension; its macro `sortBy` calls `@sortByAssociatedKeys`. */
export const lists: readonly Declaration[] = [
  func('lists.range', [['int'], 'list(int)'], range),
  method('slice', [['list(A)', 'int', 'int'], 'list(A)'], slice),
  method('flatten', [['list(list(A))'], 'list(A)'], (list: List) => flatten(list, 1n)),
  // Elements that are no lists are taken as they are.
  method('flatten', [['list(dyn)'], 'list(dyn)'], (list: List) => flatten(list, 1n)),
  method('flatten', [['list(dyn)', 'int'], 'list(dyn)'], flatten),
  method('reverse', [['list(A)'], 'list(A)'], (list: List) => list.toReversed()),
  method('distinct', [['list(A)'], 'list(A)'], distinct),
  ...ordered.map((type) => method('sort', [[`list(${type})`], `list(${type})`], (list: List) => sortBy(list, list))),
  ...ordered.map((type) => method('@sortByAssociatedKeys', [['list(A)', `list(${type})`], 'list(A)'], sortBy)),
];

function range(length: bigint): bigint[] {
  checkListLength(length);
  return Array.from({ length: Math.max(0, Number(length)) }, (_, index) => BigInt(index));
}

function slice(list: List, start: bigint, end: bigint): List {
  if (start < 0n || start > end || end > BigInt(list.length)) {
    fail(`Expected start and end of slice within 0 to ${list.length}, got "${start}, ${end}"`);
  }
  return list.slice(Number(start), Number(end));
}

function flatten(list: List, depth: bigint): List {
  if (depth < 0n) fail(`Expected depth of 0 or more, got "${depth}"`);
  const elements: unknown[] = [];
  collect(list, { depth, elements, visits: new Visits() });
  return elements;
}

interface Flattening {
  readonly depth: bigint;
  readonly elements: unknown[];
  /** Lists that hold nothing add nothing, however many they are. */
  readonly visits: Visits;
}

function collect(list: List, { depth, elements, visits }: Flattening): void {
  for (const element of list) {
    visits.count();
    if (depth > 0n && Array.isArray(element)) collect(element, { depth: depth - 1n, elements, visits });
    else checkListLength(elements.push(element));
  }
}

function distinct(list: List): List {
  const seen = new ValueSet();
  return list.filter((value) => seen.add(value));
}
