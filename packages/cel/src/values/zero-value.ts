import type { SimpleName, Type } from '../types/type.ts';
import { CidrValue } from './cidr-value.ts';
import { Duration } from './duration.ts';
import { IpValue } from './ip-value.ts';
import { OptionalValue } from './optional-value.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';

const noEntries: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null));
const noValue = new OptionalValue(undefined);
const nullType = new TypeValue('null_type');

const zeros: Readonly<Record<SimpleName, unknown>> = {
  string: '',
  bool: false,
  int: 0n,
  uint: new Uint(0n),
  double: 0,
  bytes: new Uint8Array(0),
  null_type: null,
  dyn: null,
  'google.protobuf.Timestamp': new Timestamp(0n),
  'google.protobuf.Duration': new Duration(0n),
  'net.IP': new IpValue(0n, 4),
  'net.CIDR': new CidrValue(new IpValue(0n, 4), 0),
};

/** What a field reads as that its source does not fill: "", 0, false, empty; an object whose fields read so in turn. */
export function zeroValue(type: Type): unknown {
  switch (type.kind) {
    case 'simple':
      return zeros[type.name];
    case 'list':
      return Object.freeze([]);
    case 'optional':
      return noValue;
    case 'type':
      return nullType;
    default:
      return noEntries;
  }
}
