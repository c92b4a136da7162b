import type { CelFunction } from './cel-function.ts';
import { compileProgram } from './compile/program.ts';
import { createScope, plainField } from './create-scope.ts';
import { createParser } from './parse.ts';
import type { Program } from './program.ts';
import type { Variable } from './scope.ts';
import { parseType } from './types/parse-type.ts';
import type { CelType } from './types/type.ts';
import { fromHost } from './values/from-host.ts';
import { toHost } from './values/to-host.ts';

/** What expressions may name. */
export interface EnvironmentOptions {
  readonly variables: Readonly<Record<string, CelType>>;
  /** Object types: the types of their fields by name. */
  readonly types?: Readonly<Record<string, Readonly<Record<string, CelType>>>>;
  /** Several entries of one name are overloads. */
  readonly functions?: readonly CelFunction[];
}

export interface Environment {
  /**
   * Checks an expression and compiles it; nothing of it is evaluated.
   * @throws CelError syntax, unknown-name, type, limit
   */
  readonly compile: (source: string, options?: { readonly result?: CelType }) => Program;
}

/**
 * The names and types that expressions are checked against, on top of standard CEL with its macros and the `strings`
 * extension. Making one is expensive, as is compiling; evaluating is not.
 *
 * @throws RangeError for declarations that are wrong, which are code and not what users write
 */
export function createEnvironment({ variables, types = {}, functions = [] }: EnvironmentOptions): Environment {
  const names = new Set(Object.keys(types));
  const scope = createScope({
    variables: mapValues(variables, (type, name) => plainVariable(name, type, names)),
    objects: mapValues(types, (fields) => mapValues(fields, (type, name) => plainField(name, parseType(type, names)))),
    functions,
  });
  const parse = createParser();
  return {
    compile: (source, options = {}) => {
      const result = options.result === undefined ? undefined : parseType(options.result, names);
      const { type, evaluate } = compileProgram(source, { parse, scope, result, output: toHost });
      return { type, source, evaluate };
    },
  };
}

function plainVariable(name: string, type: CelType, objects: ReadonlySet<string>): Variable {
  const parsed = parseType(type, objects);
  const convert = fromHost(parsed);
  const read = (root: unknown) => {
    const bindings = root as Readonly<Record<string, unknown>>;
    return convert(Object.hasOwn(bindings, name) ? bindings[name] : undefined);
  };
  return { type: parsed, read };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, convert: (value: A, name: string) => B): Map<string, B> {
  return new Map(Object.entries(record).map(([name, value]) => [name, convert(value, name)]));
}
