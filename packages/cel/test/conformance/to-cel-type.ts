import { type Type, Type_PrimitiveType, Type_WellKnownType } from '@bufbuild/cel-spec/cel/expr/checked_pb.js';
import type { CelType } from '../../src/types/type.ts';

/**
 * A type of the official tests as text.
 * @throws Error for those that the language has only with protobuf
 */
export function toCelType({ typeKind }: Type): CelType {
  switch (typeKind.case) {
    case 'dyn':
      return 'dyn';
    case 'null':
      return 'null_type';
    case 'primitive':
      return primitives[typeKind.value];
    case 'wellKnown':
      return `google.protobuf.${Type_WellKnownType[typeKind.value] === 'TIMESTAMP' ? 'Timestamp' : 'Duration'}`;
    case 'messageType':
    case 'typeParam':
      return typeKind.value;
    case 'listType':
      return generic('list', [typeKind.value.elemType]);
    case 'mapType':
      return generic('map', [typeKind.value.keyType, typeKind.value.valueType]);
    case 'abstractType':
      return generic(typeKind.value.name, typeKind.value.parameterTypes);
    default:
      throw new Error(`Expected type of the language, got "${typeKind.case}"`);
  }
}

const primitives = {
  [Type_PrimitiveType.PRIMITIVE_TYPE_UNSPECIFIED]: 'dyn',
  [Type_PrimitiveType.BOOL]: 'bool',
  [Type_PrimitiveType.INT64]: 'int',
  [Type_PrimitiveType.UINT64]: 'uint',
  [Type_PrimitiveType.DOUBLE]: 'double',
  [Type_PrimitiveType.STRING]: 'string',
  [Type_PrimitiveType.BYTES]: 'bytes',
} as const;

function generic(name: string, parameters: readonly (Type | undefined)[]): CelType {
  return `${name}(${parameters.map((type) => toCelType(type as Type)).join(', ')})`;
}
