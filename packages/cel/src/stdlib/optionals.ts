import { fail } from '../evaluation-failure.ts';
import { isZero } from '../values/is-zero.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { type Declaration, func, method } from './declaration.ts';

const optional = 'optional_type(A)';
const none = new OptionalValue(undefined);

/** The `optionals` extension; `optMap` and `optFlatMap` are macros, `.?` and `[?]` operators. */
export const optionals: readonly Declaration[] = [
  func('optional.of', [['A'], optional], (value: unknown) => new OptionalValue(value)),
  func('optional.ofNonZeroValue', [['A'], optional], (value: unknown) =>
    isZero(value) ? none : new OptionalValue(value),
  ),
  func('optional.none', [[], optional], () => none),
  func('optional.unwrap', [[`list(${optional})`], 'list(A)'], unwrap),
  method('unwrapOpt', [[`list(${optional})`], 'list(A)'], unwrap),
  method('hasValue', [[optional], 'bool'], ({ value }: OptionalValue) => value !== undefined),
  method('value', [[optional], 'A'], ({ value }: OptionalValue) =>
    value === undefined ? fail('Expected optional with a value, got "optional.none()"') : value,
  ),
  method('or', [[optional, optional], optional], (first: OptionalValue, second: OptionalValue) =>
    first.value === undefined ? second : first,
  ),
  method('orValue', [[optional, 'A'], 'A'], ({ value }: OptionalValue, other: unknown) =>
    value === undefined ? other : value,
  ),
  method('first', [['list(A)'], optional], (list: readonly unknown[]) => elementOf(list, 0)),
  method('last', [['list(A)'], optional], (list: readonly unknown[]) => elementOf(list, -1)),
];

function elementOf(list: readonly unknown[], index: number): OptionalValue {
  return list.length === 0 ? none : new OptionalValue(list.at(index));
}

function unwrap(list: readonly OptionalValue[]): unknown[] {
  return list.filter(({ value }) => value !== undefined).map(({ value }) => value);
}
