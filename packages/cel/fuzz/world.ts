import { createScope, plainField } from '../src/create-scope.ts';
import { createEnvironment, type Environment } from '../src/environment.ts';
import type { Scope } from '../src/scope.ts';
import type { Extension } from '../src/stdlib/extension.ts';
import { parseType } from '../src/types/parse-type.ts';
import type { Type } from '../src/types/type.ts';

/** What random expressions may name. */
export interface Names {
  readonly extensions: readonly Extension[];
  readonly variables: ReadonlyMap<string, Type>;
  /** A variable of a declared object type, whose fields these are. */
  readonly object: string;
  readonly fields: ReadonlyMap<string, Type>;
  /** All functions and methods, to choose from. */
  readonly scope: Scope;
}

export interface World extends Names {
  readonly environment: Environment;
  /** The same variables without their types; nothing is checked before it is evaluated. */
  readonly dynamic: Environment;
}

const variables = {
  b: 'bool',
  i: 'int',
  j: 'int',
  u: 'uint',
  d: 'double',
  s: 'string',
  t: 'string',
  y: 'bytes',
  ts: 'google.protobuf.Timestamp',
  du: 'google.protobuf.Duration',
  li: 'list(int)',
  ls: 'list(string)',
  ld: 'list(double)',
  ll: 'list(list(int))',
  la: 'list(dyn)',
  m: 'map(string, int)',
  mi: 'map(int, string)',
  mb: 'map(bool, list(string))',
  any: 'dyn',
  box: 'dyn',
} as const;

const untyped = Object.fromEntries(Object.keys(variables).map((name) => [name, 'dyn']));

const fields = {
  path: 'string',
  size: 'int',
  id: 'uint',
  score: 'double',
  open: 'bool',
  args: 'list(string)',
  env: 'map(string, string)',
  data: 'dyn',
} as const;

const names = new Set(['File']);

/** @param hasHost whether there are an object and functions of the host, which only this compiler has */
export function createWorld(extensions: readonly Extension[], hasHost: boolean): World {
  const functions = hasHost ? hostFunctions : [];
  const declared = hasHost ? { ...variables, file: 'File' } : variables;
  const options = { variables: declared, types: { File: fields }, functions, extensions };
  return {
    extensions,
    variables: new Map(Object.entries(variables).map(([name, type]) => [name, parseType(type, names)])),
    object: 'file',
    fields: new Map(hasHost ? Object.entries(fields).map(([name, type]) => [name, parseType(type, names)]) : []),
    scope: createScope({ variables: new Map(), objects: objectTypes(), typeNames: names, functions, extensions }),
    environment: createEnvironment(options),
    dynamic: createEnvironment({ ...options, variables: { ...declared, ...untyped }, isChecked: false }),
  };
}

function objectTypes() {
  return new Map([
    ['File', new Map(Object.entries(fields).map(([name, type]) => [name, plainField(name, type, names)]))],
  ]);
}

/** Functions as rules have them, one of which throws now and then and one of which gives a wrong type. */
const hostFunctions = [
  {
    name: 'host.seen',
    params: ['string', 'string'],
    result: 'bool',
    call: (a: unknown, b: unknown) => String(a).length > String(b).length,
  },
  {
    name: 'host.rank',
    params: ['string'],
    result: 'int',
    call: (text: unknown) => {
      if (text === '') throw new Error('nothing to rank');
      return String(text).length;
    },
  },
  { name: 'host.twice', params: ['uint'], result: 'uint', call: (value: unknown) => (value as bigint) * 2n },
  { name: 'host.parts', params: ['string'], result: 'list(string)', call: (text: unknown) => String(text).split('/') },
  {
    name: 'host.any',
    params: ['int'],
    result: 'dyn',
    call: (value: unknown) => (value === 0n ? undefined : Number(value)),
  },
] as const;
