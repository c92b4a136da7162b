import type { CelFunction } from './cel-function.ts';
import type { Call, ObjectField, Overload, Scope, Variable } from './scope.ts';
import type { Declaration } from './stdlib/declaration.ts';
import type { Extension } from './stdlib/extension.ts';
import { createLibrary } from './stdlib/library.ts';
import { parseType } from './types/parse-type.ts';
import { type CelType, isSimple } from './types/type.ts';
import { type Convert, fromHost } from './values/from-host.ts';
import { toHost } from './values/to-host.ts';
import { zeroValue } from './values/zero-value.ts';

export interface ScopeOptions {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, ObjectField>>;
  /** The declared types. */
  readonly typeNames: ReadonlySet<string>;
  readonly functions: readonly CelFunction[];
  readonly extensions: readonly Extension[];
}

/** The library of the language with the names of an environment added. */
export function createScope({ variables, objects, typeNames, functions, extensions }: ScopeOptions): Scope {
  const table: Table = { functions: new Map(), methods: new Map() };
  for (const declaration of createLibrary(extensions)) add(table, declaration, { typeNames, isPure: true });
  for (const declared of functions) {
    add(table, hostDeclaration(declared, typeNames), { typeNames, isPure: false });
  }
  return { variables, objects, ...table };
}

/** A field whose presence is not merely that it is given. */
export interface FieldDeclaration {
  readonly type: CelType;
  /** What `has()` says of a value that is given. */
  readonly isPresent?: (value: unknown) => boolean;
}

/**
 * A field that is read from a property of the same name. What is undefined there, or null, reads as the zero value;
 * null is a value of its own for dyn alone.
 *
 * @throws RangeError for a name that every object has, which would read from the prototype, and a type that is none
 */
export function plainField(
  name: string,
  declared: CelType | FieldDeclaration,
  typeNames: ReadonlySet<string>,
): ObjectField {
  if (name in Object.prototype) throw new RangeError(`Reserved field "${name}"`);
  const { type: typeText, isPresent } = typeof declared === 'string' ? { type: declared } : declared;
  const type = parseType(typeText, typeNames);
  const convert = fromHost(type);
  const zero = zeroValue(type);
  const convertsNull = isSimple(type, 'dyn');
  const isSet = (value: unknown) => value !== undefined && (value !== null || convertsNull);
  const propertyOf = (object: object) => (object as Readonly<Record<string, unknown>>)[name];
  return {
    type,
    ...(/^[A-Za-z_$][\w$]*$/.test(name) && { property: name }),
    read: (object) => {
      const value = propertyOf(object);
      return isSet(value) ? convert(value) : zero;
    },
    has: (object) => {
      const value = propertyOf(object);
      return isSet(value) && (isPresent === undefined || isPresent(value));
    },
  };
}

interface Table {
  readonly functions: Map<string, Overload[]>;
  readonly methods: Map<string, Overload[]>;
}

function add(
  table: Table,
  declaration: Declaration,
  { typeNames, isPure }: { readonly typeNames: ReadonlySet<string>; readonly isPure: boolean },
): void {
  const overloads = declaration.isMethod ? table.methods : table.functions;
  const params = declaration.params.map((param) => parseType(param, typeNames));
  const overload = { ...declaration, params, result: parseType(declaration.result, typeNames), isPure };
  const known = overloads.get(declaration.name);
  if (known) known.push(overload);
  else overloads.set(declaration.name, [overload]);
}

function hostDeclaration({ name, params, result, call }: CelFunction, typeNames: ReadonlySet<string>): Declaration {
  const convert = fromHost(parseType(result, typeNames));
  const direct = params.every((param) => directTypes.has(param)) && { direct: call };
  return { name, isMethod: false, params, result, call: crossBorder({ params, call, convert }), ...direct };
}

/** Of these a value is for the host what it is in an expression; integers are bigint there. */
const directTypes: ReadonlySet<string> = new Set(['string', 'bool', 'double', 'list(string)', 'int', 'uint']);

function crossBorder({ params, call, convert }: Pick<CelFunction, 'params' | 'call'> & { convert: Convert }): Call {
  const isPlain = params.every((param) => ['string', 'bool', 'double', 'list(string)'].includes(param));
  // Nearly all helpers take two or three texts: nothing is then converted, and no array made.
  if (isPlain && params.length === 2) return (a: unknown, b: unknown) => convert(call(a, b));
  if (isPlain && params.length === 3) return (a: unknown, b: unknown, c: unknown) => convert(call(a, b, c));
  return (...args: unknown[]) => convert(call(...args.map(toHost)));
}
