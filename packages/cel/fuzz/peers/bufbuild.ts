import {
  type CelInput,
  type CelResult,
  type CelValue,
  celEnv,
  celUint,
  isCelError,
  isCelList,
  isCelMap,
  isCelType,
  isCelUint,
  parse,
  plan,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { create, isMessage } from '@bufbuild/protobuf';
import { isReflectMessage } from '@bufbuild/protobuf/reflect';
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';
import type { Bindings } from '../../src/program/program.ts';
import { Duration } from '../../src/values/duration.ts';
import { CelMap, isMap, type MapKey, mapFind, mapKeys } from '../../src/values/map-value.ts';
import { Timestamp } from '../../src/values/timestamp.ts';
import { TypeValue } from '../../src/values/type-value.ts';
import { Uint } from '../../src/values/uint.ts';
import { showValue } from '../values/show-value.ts';
import type { Peer, PeerOutcome } from './peer.ts';

const second = 1_000_000_000n;

/** `@bufbuild/cel`: no checker, so that it takes whatever it can parse. */
export function createBufbuild(): Peer {
  const env = celEnv({ funcs: strings });
  return {
    name: '@bufbuild/cel',
    evaluate: (source, bindings) => {
      try {
        return outcomeOf(plan(env, parse(source))(toInputs(bindings)));
      } catch (error) {
        return { kind: 'refused', text: String(error) };
      }
    },
  };
}

function outcomeOf(result: CelResult): PeerOutcome {
  if (isCelError(result)) return { kind: 'error', text: result.message };
  return { kind: 'value', text: showValue(fromCel(result)) };
}

function toInputs(bindings: Bindings): Record<string, CelInput> {
  return Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, toCel(value)]));
}

function toCel(value: unknown): CelInput {
  if (value instanceof Uint) return celUint(value.value);
  if (value instanceof Timestamp) return create(TimestampSchema, split(value.ns, true));
  if (value instanceof Duration) return create(DurationSchema, split(value.ns, false));
  if (Array.isArray(value)) return value.map(toCel);
  if (!isMap(value)) return value as CelInput;
  return new Map(mapKeys(value).map((key) => [toCel(key) as string, toCel(mapFind(value, key))]));
}

/** Nanoseconds of a timestamp are never negative; those of a duration have the sign of its seconds. */
function split(ns: bigint, isFloored: boolean): { readonly seconds: bigint; readonly nanos: number } {
  const rest = ns % second;
  const nanos = isFloored && rest < 0n ? rest + second : rest;
  return { seconds: (ns - nanos) / second, nanos: Number(nanos) };
}

function fromCel(value: CelValue): unknown {
  if (isCelUint(value)) return new Uint(value.value);
  if (isCelType(value)) return new TypeValue(value.name);
  if (isCelList(value)) return Array.from(value, fromCel);
  if (isCelMap(value)) return fromCelMap(value);
  if (!isReflectMessage(value)) return value;
  const { message } = value;
  if (isMessage(message, TimestampSchema)) return new Timestamp(message.seconds * second + BigInt(message.nanos));
  if (isMessage(message, DurationSchema)) return new Duration(message.seconds * second + BigInt(message.nanos));
  return message;
}

function fromCelMap(value: Iterable<readonly [CelValue, CelValue]>): CelMap {
  const map = new CelMap();
  for (const [key, item] of value) map.add(fromCel(key) as MapKey, fromCel(item));
  return map;
}
