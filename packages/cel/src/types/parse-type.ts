import { type CelType, dyn, listOf, mapOf, simpleNames, simpleType, type Type } from './type.ts';

/**
 * Reads a type as text; `list` and `map` alone are of dyn.
 *
 * @param objects the declared object types
 * @throws RangeError for text that is no type: declarations are code, not what users write
 */
export function parseType(source: CelType, objects: ReadonlySet<string>): Type {
  const name = source.trim();
  const simple = simpleNames.find((candidate) => candidate === name);
  if (simple !== undefined) return simpleType(simple);
  if (objects.has(name)) return { kind: 'object', name };
  if (name === 'list') return listOf(dyn);
  if (name === 'map') return mapOf(dyn, dyn);
  return parseParameters(name, objects);
}

function parseParameters(name: string, objects: ReadonlySet<string>): Type {
  const match = /^(list|map)\((.*)\)$/s.exec(name);
  const parts = splitParameters(match?.[2] ?? '').map((part) => parseType(part, objects));
  const [first, second] = parts;
  if (match?.[1] === 'list' && parts.length === 1 && first) return listOf(first);
  if (match?.[1] === 'map' && parts.length === 2 && first && second) return mapOf(first, second);
  throw new RangeError(`Unknown type "${name}"`);
}

function splitParameters(source: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, char] of [...source].entries()) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char !== ',' || depth > 0) continue;
    parts.push(source.slice(start, index));
    start = index + 1;
  }
  return source === '' ? [] : [...parts, source.slice(start)];
}
