import { OptionalValue } from '../values/optional-value.ts';

/**
 * A selection of an optional: of what it holds, as an optional, and of nothing nothing.
 * @param find gives undefined for what is not there
 */
export function lookInto(optional: OptionalValue, find: (value: unknown) => unknown): OptionalValue {
  return optional.value === undefined ? optional : new OptionalValue(find(optional.value));
}
