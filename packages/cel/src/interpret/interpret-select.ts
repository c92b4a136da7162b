import type { EntryExpr, FieldExpr } from '../tree/expr.ts';
import { isMap, mapFind } from '../values/map-value.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { shownType } from '../values/type-of.ts';
import type { Context } from './context.ts';
import { failAt } from './fail-at.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { located } from './located.ts';
import { lookInto } from './look-into.ts';
import { nameOfSelection } from './places.ts';

/** `operand.name` of an object; tested: whether the source filled it, and it does not only read as its zero value. */
export function interpretField({ operand, field, isTest, node }: FieldExpr, context: Context): Run {
  const run = interpret(operand, context);
  const place = nameOfSelection(node);
  return (frame) => {
    const object = run(frame) as object;
    try {
      return isTest ? field.has(object) : field.read(object);
    } catch (error) {
      throw located(error, 'field', place);
    }
  };
}

/** `operand.name` of a map. */
export function interpretEntry({ operand, name, isTest, node }: EntryExpr, context: Context): Run {
  const run = interpret(operand, context);
  const place = nameOfSelection(node);
  const find = (map: unknown) =>
    isMap(map) ? mapFind(map, name) : failAt(place, `Expected map, got "${shownType(map)}"`);
  return (frame) => {
    const map = run(frame);
    if (map instanceof OptionalValue) {
      const held = lookInto(map, find);
      return isTest ? held.value !== undefined : held;
    }
    const found = find(map);
    if (isTest) return found !== undefined;
    return found === undefined ? failAt(place, `Unknown key "${name}"`) : found;
  };
}
