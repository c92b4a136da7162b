/**
 * A CEL type as text, as in the language definition: `string`, `int`, `uint`, `double`, `bool`, `bytes`, `null_type`,
 * `type`, `dyn`, `list(string)`, `map(string, int)`, or the name of a declared object type.
 */
export type CelType = string;

/** A checked type. `empty` is the element type of `[]` and `{}`, which goes with any other. */
export type Type =
  | { readonly kind: 'simple'; readonly name: SimpleName }
  | { readonly kind: 'empty' }
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'list'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type };

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
  'type',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
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

export const dyn = simpleType('dyn');
export const bool = simpleType('bool');
export const int = simpleType('int');
export const text = simpleType('string');
export const typeType = simpleType('type');
export const emptyType: Type = { kind: 'empty' };

export function isSimple(type: Type, name: SimpleName): boolean {
  return type.kind === 'simple' && type.name === name;
}

/** The type as the language definition writes it. */
export function formatType(type: Type): CelType {
  switch (type.kind) {
    case 'simple':
    case 'object':
      return type.name;
    case 'empty':
      return 'dyn';
    case 'list':
      return `list(${formatType(type.element)})`;
    case 'map':
      return `map(${formatType(type.key)}, ${formatType(type.value)})`;
  }
}
