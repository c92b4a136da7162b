import type { FieldType } from '../catalogue/catalogue.ts';

/** What a value is read as; undefined: it is none of the type. `unsafe`: JSON.parse has rounded it. */
export type ReadValue = (value: unknown) => unknown;

/** Stands for an integer that a JavaScript number does not hold exactly. */
export const unsafe: unique symbol = Symbol('unsafe');

const minimumInt = -(2n ** 63n);
const maximumInt = 2n ** 63n - 1n;
const maximumUint = 2n ** 64n - 1n;

const scalars = {
  string: (value: unknown) => (typeof value === 'string' ? value : undefined),
  bool: (value: unknown) => (typeof value === 'boolean' ? value : undefined),
  double: (value: unknown) => {
    if (typeof value === 'number') return value;
    return typeof value === 'bigint' ? Number(value) : undefined;
  },
  int: (value: unknown) => integer(value, minimumInt, maximumInt),
  uint: (value: unknown) => integer(value, 0n, maximumUint),
  dyn: (value: unknown) => value,
} as const;

/** How values of a type are read from JSON. */
export function readerOf(type: FieldType): ReadValue {
  const element = /^list\((\w+)\)$/.exec(type)?.[1] as keyof typeof scalars | undefined;
  return element === undefined ? scalars[type as keyof typeof scalars] : listReader(scalars[element]);
}

/** What a person is told that a type takes. */
export function expectedOf(type: FieldType): string {
  const names: Readonly<Record<string, string>> = { string: 'text', bool: 'true or false', double: 'a number' };
  if (type.startsWith('list')) return `a list (${type})`;
  return names[type] ?? (type === 'uint' ? 'a whole number from 0' : 'a whole number');
}

function integer(value: unknown, minimum: bigint, maximum: bigint): unknown {
  if (typeof value === 'bigint') return value >= minimum && value <= maximum ? value : undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  if (Number.isSafeInteger(value)) return value >= 0 || minimum < 0n ? value : undefined;
  return unsafe;
}

function listReader(read: ReadValue): ReadValue {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    let list: unknown[] = value;
    for (const [index, item] of value.entries()) {
      const element = read(item);
      if (element === undefined || element === unsafe) return element;
      if (element === item) continue;
      if (list === value) list = [...value];
      list[index] = element;
    }
    return list;
  };
}
