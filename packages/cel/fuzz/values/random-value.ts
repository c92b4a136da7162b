import type { Literal } from '../../src/syntax/node.ts';
import type { Type } from '../../src/types/type.ts';
import { Duration } from '../../src/values/duration.ts';
import { CelMap, type MapKey } from '../../src/values/map-value.ts';
import { Timestamp } from '../../src/values/timestamp.ts';
import { Uint } from '../../src/values/uint.ts';
import type { Random } from '../random.ts';
import { bytes, doubles, durations, ints, names, timestamps, uints } from './edges.ts';
import { likelyText } from './likely-text.ts';
import { nearInt, nearText } from './near-literal.ts';

/** What values are made of. */
export interface ValueSource {
  readonly random: Random;
  /** Constants of the expression that they are for. */
  readonly literals: readonly Literal[];
}

/** A value of a type, near an edge more often than not. Maps of texts may be plain objects, as out of JSON. */
export function randomValue(type: Type, source: ValueSource, depth = 2): unknown {
  switch (type.kind) {
    case 'list':
      return items(source, depth).map(() => randomValue(type.element, source, depth - 1));
    case 'map':
      return randomMap(type, source, depth);
    case 'simple':
      return type.name === 'dyn' ? randomJson(source, depth) : scalars[type.name]?.(source);
    default:
      throw new RangeError(`Expected a type of values, got "${type.kind}"`);
  }
}

const scalars: Readonly<Record<string, (source: ValueSource) => unknown>> = {
  bool: ({ random }) => random.chance(0.5),
  int: ({ random, literals }) => {
    const near = random.chance(0.3) ? nearInt(literals, random) : undefined;
    return near ?? (random.chance(0.5) ? BigInt(random.int(7) - 3) : random.pick(ints));
  },
  uint: ({ random }) => new Uint(random.chance(0.5) ? BigInt(random.int(4)) : random.pick(uints)),
  double: ({ random }) => (random.chance(0.3) ? random.int(5) - 2 : random.pick(doubles)),
  string: ({ random, literals }) => (random.chance(0.6) ? nearText(literals, random) : undefined) ?? likelyText(random),
  bytes: ({ random }) => random.pick(bytes),
  null_type: () => null,
  'google.protobuf.Timestamp': ({ random }) => new Timestamp(random.pick(timestamps)),
  'google.protobuf.Duration': ({ random }) => new Duration(random.pick(durations)),
};

function items({ random }: ValueSource, depth: number): unknown[] {
  return new Array(depth <= 0 || random.chance(0.1) ? 0 : 1 + random.int(4)).fill(undefined);
}

function randomMap(type: Type & { readonly kind: 'map' }, source: ValueSource, depth: number): unknown {
  const entries = items(source, depth).map(
    () => [randomKey(type.key, source), randomValue(type.value, source, depth - 1)] as const,
  );
  const isPlain = type.key.kind === 'simple' && type.key.name === 'string' && source.random.chance(0.5);
  if (isPlain) return Object.fromEntries(entries);
  const map = new CelMap();
  for (const [key, value] of entries) map.add(key as MapKey, value);
  return map;
}

function randomKey(type: Type, source: ValueSource): unknown {
  const isText = type.kind === 'simple' && type.name === 'string';
  return isText && source.random.chance(0.8) ? source.random.pick(names) : randomValue(type, source, 0);
}

/** What a JSON text may hold, now and then an integer, as only Maps and lists of the host have them. */
function randomJson(source: ValueSource, depth: number): unknown {
  const { random } = source;
  const scalar = random.pick(['bool', 'double', 'double', 'string', 'string', 'null_type', 'int', 'uint']);
  if (depth <= 0 || random.chance(0.4)) return scalars[scalar]?.(source);
  if (random.chance(0.5)) return items(source, depth).map(() => randomJson(source, depth - 1));
  return Object.fromEntries(items(source, depth).map(() => [random.pick(names), randomJson(source, depth - 1)]));
}
