import type { MapExpr } from '../tree/expr.ts';
import { keyTypes } from '../types/type-groups.ts';
import { CelMap, type MapKey } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import { asOptional } from './as-optional.ts';
import type { Context } from './context.ts';
import { failAt } from './fail-at.ts';
import type { Frame, Run } from './frame.ts';
import { interpret } from './interpret.ts';

interface Entry {
  readonly source: MapExpr['entries'][number];
  readonly key: Run;
  readonly value: Run;
}

/** `{key: value, ?key: optional}`: a key twice is an error when it is evaluated, as keys need not be constant. */
export function interpretMap(expr: MapExpr, context: Context): Run {
  const entries = expr.entries.map(
    (source): Entry => ({
      source,
      key: interpret(source.key, context),
      value: interpret(source.value, context),
    }),
  );
  return (frame) => build(entries, frame);
}

function build(entries: readonly Entry[], frame: Frame): CelMap {
  const map = new CelMap();
  for (const { source, key, value } of entries) {
    const name = key(frame);
    const type = shownType(name);
    if (!keyTypes.some((name) => name === type)) {
      failAt(source.key.node, `Expected key of type ${keyTypes.join(', ')}, got "${type}"`);
    }
    const item = value(frame);
    const held = source.isOptional ? asOptional(item, source.value.node).value : item;
    if (held === undefined) continue;
    if (!map.add(name as MapKey, held)) failAt(source.key.node, 'Duplicate key of map');
  }
  return map;
}
