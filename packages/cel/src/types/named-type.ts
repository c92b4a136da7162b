import { dyn, listOf, mapOf, optionalOf, simpleNames, simpleType, type Type, typeType } from './type.ts';

const named: ReadonlyMap<string, Type> = new Map([
  ...simpleNames.map((name) => [name, simpleType(name)] as const),
  ['list', listOf(dyn)],
  ['map', mapOf(dyn, dyn)],
  ['type', typeType],
  ['optional_type', optionalOf(dyn)],
]);

/** The type that a name in an expression stands for: `int`, `list`, `google.protobuf.Timestamp`; dyn is a function only. */
export function typeNamed(name: string): Type | undefined {
  return name === 'dyn' ? undefined : named.get(name);
}
