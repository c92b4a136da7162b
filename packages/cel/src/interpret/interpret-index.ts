import type { TextRange } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import type { IndexExpr } from '../tree/expr.ts';
import { isMap } from '../values/map-value.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { Uint } from '../values/uint.ts';
import type { Context } from './context.ts';
import { elementAt, listPosition } from './element-at.ts';
import { failAt } from './fail-at.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { lookInto } from './look-into.ts';

/** `list[index]`, counted from 0, and `map[key]`. */
export function interpretIndex({ operand, index, node }: IndexExpr, context: Context): Run {
  const run = interpret(operand, context);
  const runIndex = interpret(index, context);
  return (frame) => {
    const container = run(frame);
    const key = runIndex(frame);
    if (container instanceof OptionalValue) return lookInto(container, (inner) => elementAt(inner, key, node));
    return requireElement(container, key, node);
  };
}

function requireElement(container: unknown, key: unknown, place: TextRange): unknown {
  const value = elementAt(container, key, place);
  if (value !== undefined) return value;
  if (isMap(container)) return failAt(place, `Unknown key ${quoted(shownKey(key))}`);
  const { length } = container as readonly unknown[];
  return failAt(place, `Expected index below ${length}, got "${listPosition(key, place)}"`);
}

function shownKey(key: unknown): string {
  return key instanceof Uint ? `${key.value}u` : String(key);
}
