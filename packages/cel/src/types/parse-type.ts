import { typeNamed } from './named-type.ts';
import { type CelType, dyn, listOf, mapOf, optionalOf, type Type } from './type.ts';

/**
 * Reads a type as text; `list`, `map`, `optional_type` and `type` alone are of dyn, a capital letter is a variable.
 *
 * @param declared the object types, and those of the host that may have parameters
 * @throws RangeError for text that is no type: declarations are code, not what users write
 */
export function parseType(source: CelType, declared: ReadonlySet<string>): Type {
  const name = source.trim();
  if (declared.has(name)) return { kind: 'object', name };
  if (/^[A-Z]$/.test(name)) return { kind: 'variable', name };
  return name === 'dyn' ? dyn : (typeNamed(name) ?? parseParameters(name, declared));
}

function parseParameters(source: string, declared: ReadonlySet<string>): Type {
  const [, name = '', inner = ''] = /^([\w.]+)\((.*)\)$/s.exec(source) ?? [];
  const parameters = splitParameters(inner).map((part) => parseType(part, declared));
  if (declared.has(name)) return { kind: 'abstract', name, parameters };
  const [first, second, ...more] = parameters;
  const type = first && more.length === 0 ? parametrized(name, first, second) : undefined;
  if (type) return type;
  throw new RangeError(`Unknown type "${source}"`);
}

function parametrized(name: string, first: Type, second: Type | undefined): Type | undefined {
  if (second) return name === 'map' ? mapOf(first, second) : undefined;
  if (name === 'list') return listOf(first);
  if (name === 'optional_type') return optionalOf(first);
  return name === 'type' ? { kind: 'type', of: first } : undefined;
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
