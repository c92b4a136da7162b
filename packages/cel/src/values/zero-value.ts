import type { SimpleName, Type } from '../types/type.ts';
import { Duration } from './duration.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';

const noEntries: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null));

const zeros: Readonly<Record<SimpleName, unknown>> = {
  string: '',
  bool: false,
  int: 0n,
  uint: new Uint(0n),
  double: 0,
  bytes: new Uint8Array(0),
  null_type: null,
  dyn: null,
  type: new TypeValue('null_type'),
  'google.protobuf.Timestamp': new Timestamp(0n),
  'google.protobuf.Duration': new Duration(0n),
};

/** What a field reads as that its source does not fill: "", 0, false, empty; an object whose fields read so in turn. */
export function zeroValue(type: Type): unknown {
  if (type.kind === 'simple') return zeros[type.name];
  return type.kind === 'list' ? Object.freeze([]) : noEntries;
}
