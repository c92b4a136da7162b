import type { Decl_FunctionDecl } from '@bufbuild/cel-spec/cel/expr/checked_pb.js';
import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import type { CelFunction } from '../../src/cel-function.ts';
import { createEnvironment, type Environment, type EnvironmentOptions } from '../../src/environment.ts';
import { extensions } from '../../src/stdlib/extension.ts';
import type { CelType } from '../../src/types/type.ts';
import { toCelType } from './to-cel-type.ts';

const made = new Map<string, Environment>();

/** The environment that a test asks for, with every extension; made once for all tests that ask for the same. */
export function environmentOf(test: SimpleTest): Environment {
  const options: EnvironmentOptions = {
    variables: variablesOf(test),
    functions: test.typeEnv.flatMap(({ name, declKind }) =>
      declKind.case === 'function' ? functionsOf(name, declKind.value) : [],
    ),
    abstractTypes: abstractTypesOf(test),
    extensions,
    container: test.container,
    isChecked: !test.disableCheck,
  };
  const key = JSON.stringify(options);
  const environment = made.get(key) ?? createEnvironment(options);
  made.set(key, environment);
  return environment;
}

/** Those that the test's own functions are about: the language's only one is optional_type. */
function abstractTypesOf({ typeEnv }: SimpleTest): string[] {
  const overloads = typeEnv.flatMap(({ declKind }) => (declKind.case === 'function' ? declKind.value.overloads : []));
  const kinds = overloads.flatMap(({ params, resultType }) => [...params, resultType].map((type) => type?.typeKind));
  return [...new Set(kinds.flatMap((kind) => (kind?.case === 'abstractType' ? [kind.value.name] : [])))];
}

/** What is given without a declaration is of any type. */
function variablesOf({ typeEnv, bindings }: SimpleTest): Record<string, CelType> {
  const variables: Record<string, CelType> = Object.fromEntries(Object.keys(bindings).map((name) => [name, 'dyn']));
  for (const { name, declKind } of typeEnv) {
    if (declKind.case === 'ident' && declKind.value.type) variables[name] = toCelType(declKind.value.type);
  }
  return variables;
}

function functionsOf(name: string, { overloads }: Decl_FunctionDecl): CelFunction[] {
  return overloads.map(({ params, resultType }) => ({
    name,
    params: params.map(toCelType),
    result: resultType ? toCelType(resultType) : 'dyn',
    call: () => {
      throw new Error(`Cannot call ${name}: the official tests only declare it`);
    },
  }));
}
