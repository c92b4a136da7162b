import { Environment, EvaluationError } from 'cel-js';
import { formatType, type Type } from '../../src/types/type.ts';
import { CelMap, isMap, type MapKey, mapFind, mapKeys } from '../../src/values/map-value.ts';
import { Uint } from '../../src/values/uint.ts';
import { showValue } from '../values/show-value.ts';
import type { Peer } from './peer.ts';

/** cel-js does not export it. */
interface UnsignedInt {
  readonly value: bigint;
}

type UnsignedIntClass = new (value: bigint) => UnsignedInt;

/** `cel-js`: checks before it evaluates, and knows fewer functions. Its times and types are left out. */
export function createCelJs(variables: ReadonlyMap<string, Type>): Peer {
  const environment = new Environment({ homogeneousAggregateLiterals: false });
  const unsigned = environment.evaluate('1u').constructor as UnsignedIntClass;
  for (const [name, type] of variables) if (isShared(type)) environment.registerVariable(name, peerType(type));
  return {
    name: 'cel-js',
    evaluate: (source, bindings) => {
      const own = Object.entries(bindings).map(([name, value]) => [name, toPeer(value, unsigned)]);
      try {
        const value: unknown = environment.evaluate(source, Object.fromEntries(own));
        const text = showValue(fromPeer(value, unsigned));
        return { kind: text.includes('object of') ? 'refused' : 'value', text };
      } catch (error) {
        return { kind: isEvaluation(error) ? 'error' : 'refused', text: String(error).split('\n')[0] ?? '' };
      }
    },
  };
}

/** What it does not have it says when it evaluates as well. */
function isEvaluation(error: unknown): boolean {
  return error instanceof EvaluationError && !/overload|Unknown variable|has\(\) invalid/.test(error.message);
}

function isShared(type: Type): boolean {
  return !formatType(type).includes('google.protobuf');
}

function peerType(type: Type): string {
  return formatType(type).replaceAll('(', '<').replaceAll(')', '>');
}

function toPeer(value: unknown, unsigned: UnsignedIntClass): unknown {
  if (value instanceof Uint) return new unsigned(value.value);
  if (Array.isArray(value)) return value.map((item) => toPeer(item, unsigned));
  if (!isMap(value)) return value;
  return new Map(mapKeys(value).map((key) => [toPeer(key, unsigned), toPeer(mapFind(value, key), unsigned)]));
}

function fromPeer(value: unknown, unsigned: UnsignedIntClass): unknown {
  if (value instanceof unsigned) return new Uint(value.value);
  if (Array.isArray(value)) return value.map((item) => fromPeer(item, unsigned));
  const entries = value instanceof Map ? [...value] : isMap(value) ? Object.entries(value) : undefined;
  if (!entries) return value;
  const map = new CelMap();
  for (const [key, item] of entries) map.add(fromPeer(key, unsigned) as MapKey, fromPeer(item, unsigned));
  return map;
}
