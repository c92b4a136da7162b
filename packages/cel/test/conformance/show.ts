import { inspect } from 'node:util';
import { CelMap } from '../../src/values/map-value.ts';

/** A value with its type, for messages. */
export function show(value: unknown): string {
  return inspect(opened(value), { depth: 10, breakLength: Number.POSITIVE_INFINITY });
}

/** The content of a map is private, and not shown otherwise. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (!(value instanceof CelMap)) return value;
  return new Map(value.keys().map((key) => [key, opened(value.find(key))]));
}
