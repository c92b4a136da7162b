import type { Value } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import type { Any } from '@bufbuild/protobuf/wkt';
import { anyUnpack, DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';
import { Duration } from '../../src/values/duration.ts';
import { CelMap, type MapKey } from '../../src/values/map-value.ts';
import { Timestamp } from '../../src/values/timestamp.ts';
import { TypeValue } from '../../src/values/type-value.ts';
import { Uint } from '../../src/values/uint.ts';

/**
 * A value of the official tests as our evaluation holds it.
 * @throws Error for messages and enums, which the language has only with protobuf
 */
export function toBoxed({ kind }: Value): unknown {
  switch (kind.case) {
    case 'nullValue':
      return null;
    case 'uint64Value':
      return new Uint(kind.value);
    case 'typeValue':
      return new TypeValue(kind.value);
    case 'listValue':
      return kind.value.values.map(toBoxed);
    case 'mapValue':
      return toMap(kind.value.entries);
    case 'objectValue':
      return toTime(kind.value);
    case 'enumValue':
    case undefined:
      throw new Error(`Expected value of the language, got "${kind.case}"`);
    default:
      return kind.value;
  }
}

function toMap(entries: readonly { readonly key?: Value | undefined; readonly value?: Value | undefined }[]): CelMap {
  const map = new CelMap();
  for (const { key, value } of entries) map.add(toBoxed(key as Value) as MapKey, toBoxed(value as Value));
  return map;
}

function toTime(any: Any): Timestamp | Duration {
  const timestamp = anyUnpack(any, TimestampSchema);
  if (timestamp) return new Timestamp(nanoseconds(timestamp));
  const duration = anyUnpack(any, DurationSchema);
  if (duration) return new Duration(nanoseconds(duration));
  throw new Error(`Expected timestamp or duration, got "${any.typeUrl}"`);
}

function nanoseconds({ seconds, nanos }: { readonly seconds: bigint; readonly nanos: number }): bigint {
  return seconds * 1_000_000_000n + BigInt(nanos);
}
