import { Uint } from './uint.ts';

export type MapKey = string | bigint | boolean | Uint;

/** A map of the language: keys equal by value, whatever number type they have. JSON objects stay as they are. */
export class CelMap {
  readonly #entries = new Map<string | bigint | boolean, readonly [MapKey, unknown]>();

  /** False when the key is there already. */
  add(key: MapKey, value: unknown): boolean {
    const canonical = canonicalKey(key);
    if (canonical === undefined || this.#entries.has(canonical)) return false;
    this.#entries.set(canonical, [key, value]);
    return true;
  }

  find(key: unknown): unknown {
    const canonical = canonicalKey(key);
    return canonical === undefined ? undefined : this.#entries.get(canonical)?.[1];
  }

  get size(): number {
    return this.#entries.size;
  }

  keys(): MapKey[] {
    return [...this.#entries.values()].map(([key]) => key);
  }
}

/** A map at run time: built by an expression, or an object out of JSON. */
export type MapValue = CelMap | Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is MapValue {
  return value instanceof CelMap || isPlainObject(value);
}

/** The value of a key, or undefined; only the object's own properties count. */
export function mapFind(map: MapValue, key: unknown): unknown {
  if (map instanceof CelMap) return map.find(key);
  return typeof key === 'string' && Object.hasOwn(map, key) ? map[key] : undefined;
}

export function mapKeys(map: MapValue): MapKey[] {
  return map instanceof CelMap ? map.keys() : Object.keys(map).filter((key) => map[key] !== undefined);
}

export function mapSize(map: MapValue): number {
  return map instanceof CelMap ? map.size : mapKeys(map).length;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function canonicalKey(key: unknown): string | bigint | boolean | undefined {
  switch (typeof key) {
    case 'string':
    case 'bigint':
    case 'boolean':
      return key;
    case 'number':
      return Number.isInteger(key) ? BigInt(key) : undefined;
    default:
      return key instanceof Uint ? key.value : undefined;
  }
}
