import type { CelFunction } from './cel-function.ts';
import { createMacros } from './check/macros/create-macros.ts';
import { createScope, type FieldDeclaration, plainField } from './create-scope.ts';
import { compileProgram } from './program/compile-program.ts';
import type { Bindings, Program } from './program/program.ts';
import { toProgram } from './program/to-program.ts';
import type { Variable } from './scope.ts';
import type { Extension } from './stdlib/extension.ts';
import { parseType } from './types/parse-type.ts';
import type { CelType } from './types/type.ts';
import { fromHost } from './values/from-host.ts';

/** What expressions may name. */
export interface EnvironmentOptions {
  /** Names may have dots: `a.b`. */
  readonly variables: Readonly<Record<string, CelType>>;
  /**
   * The only variable, of a declared object type: programs are then evaluated with its value, not with bindings. An
   * event is evaluated without an object made around it.
   */
  readonly root?: string;
  /** Object types: the types of their fields by name. */
  readonly types?: Readonly<Record<string, Readonly<Record<string, CelType | FieldDeclaration>>>>;
  /** Types whose values only the host's functions know; they may have parameters: `tuple` in `tuple(int, A)`. */
  readonly abstractTypes?: readonly string[];
  /** Several entries of one name are overloads. */
  readonly functions?: readonly CelFunction[];
  /** Those that the language has beside the standard; `strings` unless given. */
  readonly extensions?: readonly Extension[];
  /** The namespace in which names are resolved: `a.b`. */
  readonly container?: string;
  /** False: names and types that do not fit fail when they are evaluated, and only then. */
  readonly isChecked?: boolean;
  /**
   * False: a constant that is wrong, such as a pattern that does not compile, fails when it is evaluated, and the program
   * knows it. By default such an expression is refused, but where nothing is checked.
   */
  readonly checkConstants?: boolean;
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
export function createEnvironment(options: EnvironmentOptions): Environment {
  const { variables, types = {}, functions = [], extensions = ['strings'], root } = options;
  const { container, isChecked, checkConstants } = options;
  const names = new Set([...Object.keys(types), ...(options.abstractTypes ?? [])]);
  const scope = createScope({
    variables:
      root === undefined
        ? mapValues(variables, (type, name) => plainVariable(name, type, names))
        : rootVariable(root, variables, names),
    objects: mapValues(types, (fields) => mapValues(fields, (declared, name) => plainField(name, declared, names))),
    typeNames: names,
    functions,
    extensions,
  });
  const macros = createMacros(extensions);
  return {
    compile: (source, { result } = {}) => {
      const type = result === undefined ? undefined : parseType(result, names);
      const compileOptions = { scope, macros, container, isChecked, checkConstants, result: type };
      return toProgram(source, compileProgram(source, compileOptions));
    },
  };
}

function plainVariable(name: string, type: CelType, declared: ReadonlySet<string>): Variable {
  const parsed = parseType(type, declared);
  const convert = fromHost(parsed);
  const read = (root: unknown) => {
    const bindings = root as Bindings;
    return convert(Object.hasOwn(bindings, name) ? bindings[name] : undefined);
  };
  return { type: parsed, read };
}

function rootVariable(
  root: string,
  { [root]: type, ...others }: Readonly<Record<string, CelType>>,
  declared: ReadonlySet<string>,
): Map<string, Variable> {
  const parsed = parseType(type ?? 'dyn', declared);
  if (parsed.kind !== 'object') throw new RangeError(`Expected an object type of "${root}", got "${type}"`);
  const [other] = Object.keys(others);
  if (other !== undefined) throw new RangeError(`Unexpected variable "${other}" beside the root "${root}"`);
  return new Map([[root, { type: parsed, read: fromHost(parsed), isRoot: true }]]);
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, convert: (value: A, name: string) => B): Map<string, B> {
  return new Map(Object.entries(record).map(([name, value]) => [name, convert(value, name)]));
}
