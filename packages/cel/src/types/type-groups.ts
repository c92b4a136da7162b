import type { SimpleName } from './type.ts';

/** Types whose values `<` and its kin compare; dyn may hold one. */
export const orderedTypes: readonly SimpleName[] = [
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
  'dyn',
];

/** Types that the keys of a map may have. */
export const keyTypes: readonly SimpleName[] = ['bool', 'int', 'uint', 'string'];
