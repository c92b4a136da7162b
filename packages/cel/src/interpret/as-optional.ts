import type { TextRange } from '../cel-error.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { shownType } from '../values/type-of.ts';
import { failAt } from './fail-at.ts';

/** @throws CelError evaluation for another value, which a dyn may have */
export function asOptional(value: unknown, place: TextRange): OptionalValue {
  if (value instanceof OptionalValue) return value;
  return failAt(place, `Expected optional_type, got "${shownType(value)}"`);
}
