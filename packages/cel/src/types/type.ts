/**
 * A CEL type as text, as in the language definition: `string`, `int`, `uint`, `double`, `bool`, `bytes`, `null_type`,
 * `type`, `dyn`, `list(string)`, `map(string, int)`, `optional_type(int)`, or the name of a declared object type. In the
 * signature of a generic function a capital letter is a type variable: `list(A)`.
 */
export type CelType = string;

/** A type. Variables are found in the signatures of generic functions, and while an expression is checked. */
export type Type =
  | { readonly kind: 'simple'; readonly name: SimpleName }
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'list'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'optional'; readonly element: Type }
  /** A type of the host whose values only the host's functions know. */
  | { readonly kind: 'abstract'; readonly name: string; readonly parameters: readonly Type[] }
  /** The type of a type: `type(int)`. */
  | { readonly kind: 'type'; readonly of: Type }
  | { readonly kind: 'variable'; readonly name: string };

export type SimpleName = (typeof simpleNames)[number];

export const simpleNames = [
  'dyn',
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'null_type',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
  'net.IP',
  'net.CIDR',
] as const;

export function simpleType(name: SimpleName): Type {
  return { kind: 'simple', name };
}

export function listOf(element: Type): Type {
  return { kind: 'list', element };
}

export function mapOf(key: Type, value: Type): Type {
  return { kind: 'map', key, value };
}

export function optionalOf(element: Type): Type {
  return { kind: 'optional', element };
}

export const dyn = simpleType('dyn');
export const bool = simpleType('bool');
export const int = simpleType('int');
export const text = simpleType('string');
export const typeType: Type = { kind: 'type', of: dyn };

export function isSimple(type: Type, name: SimpleName): boolean {
  return type.kind === 'simple' && type.name === name;
}

/** The type as the language definition writes it. */
export function formatType(type: Type): CelType {
  switch (type.kind) {
    case 'simple':
    case 'object':
      return type.name;
    case 'variable':
      return /^[A-Z]$/.test(type.name) ? type.name : 'dyn';
    case 'list':
      return `list(${formatType(type.element)})`;
    case 'map':
      return `map(${formatType(type.key)}, ${formatType(type.value)})`;
    case 'optional':
      return `optional_type(${formatType(type.element)})`;
    case 'abstract':
      return type.parameters.length === 0 ? type.name : `${type.name}(${type.parameters.map(formatType).join(', ')})`;
    case 'type':
      return isSimple(type.of, 'dyn') ? 'type' : `type(${formatType(type.of)})`;
  }
}
