import type { CelFunction } from './cel-function.ts';
import type { Call, ObjectField, Overload, Scope, Variable } from './scope.ts';
import type { Declaration } from './stdlib/declaration.ts';
import { createLibrary } from './stdlib/library.ts';
import { parseType } from './types/parse-type.ts';
import type { Type } from './types/type.ts';
import { type Convert, fromHost } from './values/from-host.ts';
import { toHost } from './values/to-host.ts';
import { zeroValue } from './values/zero-value.ts';

export interface ScopeOptions {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, ObjectField>>;
  readonly functions: readonly CelFunction[];
}

/** The library of the language with the names of an environment added. */
export function createScope({ variables, objects, functions }: ScopeOptions): Scope {
  const names = new Set(objects.keys());
  const table = { functions: new Map<string, Overload[]>(), methods: new Map<string, Overload[]>() };
  for (const declaration of createLibrary()) add(table, declaration, names);
  for (const declared of functions) add(table, hostDeclaration(declared, names), names);
  return { variables, objects, ...table };
}

/**
 * A field that is read from a property of the same name. What is undefined there, or null, reads as the zero value;
 * null is a value of its own for dyn alone.
 *
 * @throws RangeError for a name that every object has: it would read from the prototype
 */
export function plainField(name: string, type: Type): ObjectField {
  if (name in Object.prototype) throw new RangeError(`Reserved field "${name}"`);
  const convert = fromHost(type);
  const zero = zeroValue(type);
  const convertsNull = type.kind === 'simple' && type.name === 'dyn';
  const isSet = (value: unknown) => value !== undefined && (value !== null || convertsNull);
  return {
    type,
    read: (object) => {
      const value = (object as Readonly<Record<string, unknown>>)[name];
      return isSet(value) ? convert(value) : zero;
    },
    has: (object) => isSet((object as Readonly<Record<string, unknown>>)[name]),
  };
}

function add(
  table: { readonly functions: Map<string, Overload[]>; readonly methods: Map<string, Overload[]> },
  declaration: Declaration,
  objects: ReadonlySet<string>,
): void {
  const overloads = declaration.isMethod ? table.methods : table.functions;
  const params = declaration.params.map((param) => parseType(param, objects));
  const overload = { ...declaration, params, result: parseType(declaration.result, objects) };
  overloads.set(declaration.name, [...(overloads.get(declaration.name) ?? []), overload]);
}

function hostDeclaration({ name, params, result, call }: CelFunction, objects: ReadonlySet<string>): Declaration {
  const convert = fromHost(parseType(result, objects));
  return { name, isMethod: false, params, result, call: crossBorder({ params, call, convert }) };
}

function crossBorder({ params, call, convert }: Pick<CelFunction, 'params' | 'call'> & { convert: Convert }): Call {
  const isPlain = params.every((param) => ['string', 'bool', 'double', 'list(string)'].includes(param));
  // Nearly all helpers take two or three texts: nothing is then converted, and no array made.
  if (isPlain && params.length === 2) return (a: unknown, b: unknown) => convert(call(a, b));
  if (isPlain && params.length === 3) return (a: unknown, b: unknown, c: unknown) => convert(call(a, b, c));
  return (...args: unknown[]) => convert(call(...args.map(toHost)));
}
