import type { Extension } from '../../src/stdlib/extension.ts';
import {
  dyn,
  listOf,
  mapOf,
  optionalOf,
  type SimpleName,
  simpleType,
  type Type,
  typeType,
} from '../../src/types/type.ts';
import { orderedTypes } from '../../src/types/type-groups.ts';
import type { Random } from '../random.ts';

const scalars: readonly SimpleName[] = [
  'bool',
  'bool',
  'int',
  'int',
  'uint',
  'double',
  'string',
  'string',
  'bytes',
  'null_type',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
  'dyn',
];

const keys: readonly SimpleName[] = ['bool', 'int', 'uint', 'string', 'string'];

/** A random type, of which a term can be made. */
export function chooseType(random: Random, extensions: readonly Extension[], depth = 2): Type {
  const choice = random.int(depth <= 0 ? 10 : 14);
  if (choice < 10) return simpleType(random.pick(scalars));
  const inner = () => chooseType(random, extensions, depth - 1);
  if (choice < 12) return listOf(inner());
  if (choice === 12) return mapOf(simpleType(random.pick(keys)), inner());
  if (extensions.includes('optionals')) return random.chance(0.5) ? optionalOf(inner()) : typeType;
  return random.chance(0.3) ? typeType : dyn;
}

/** One whose values have an order. */
export function chooseOrdered(random: Random): Type {
  return simpleType(random.pick(orderedTypes));
}

/** One that is indexed with a key of this type. */
export function chooseKey(random: Random): Type {
  return simpleType(random.pick(keys));
}
