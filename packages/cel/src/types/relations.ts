import { isSimple, type Type } from './type.ts';

/** Whether every value of type `actual` is one of `expected`, so that nothing is left to check at run time. */
export function isCertain(expected: Type, actual: Type): boolean {
  if (expected.kind === 'variable' || isSimple(expected, 'dyn')) return true;
  if (actual.kind !== expected.kind) return false;
  return isSameKindOfCertain(expected, actual);
}

function isSameKindOfCertain(expected: Type, actual: Type): boolean {
  const [parts, actualParts] = [partsOf(expected), partsOf(actual)];
  if (nameOf(expected) !== nameOf(actual) || parts.length !== actualParts.length) return false;
  return parts.every((part, index) => {
    const actualPart = actualParts[index];
    return actualPart !== undefined && isCertain(part, actualPart);
  });
}

/** Whether the two are the same type. */
export function isSameType(a: Type, b: Type): boolean {
  if (a.kind !== b.kind || nameOf(a) !== nameOf(b)) return false;
  const [parts, others] = [partsOf(a), partsOf(b)];
  return (
    parts.length === others.length &&
    parts.every((part, index) => {
      const other = others[index];
      return other !== undefined && isSameType(part, other);
    })
  );
}

export function holdsObject(type: Type): boolean {
  return isObject(type) || partsOf(type).some(holdsObject);
}

/** The types that a type is made of. */
export function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'list':
    case 'optional':
      return [type.element];
    case 'map':
      return [type.key, type.value];
    case 'type':
      return [type.of];
    case 'abstract':
      return type.parameters;
    default:
      return [];
  }
}

/** The same type of other parts. */
export function withParts(type: Type, parts: readonly Type[]): Type {
  const [first, second] = parts;
  if (first === undefined) return type;
  switch (type.kind) {
    case 'list':
    case 'optional':
      return { kind: type.kind, element: first };
    case 'map':
      return { kind: 'map', key: first, value: second ?? first };
    case 'type':
      return { kind: 'type', of: first };
    case 'abstract':
      return { ...type, parameters: parts };
    default:
      return type;
  }
}

function isObject(type: Type): boolean {
  return type.kind === 'object';
}

function nameOf(type: Type): string {
  return 'name' in type ? type.name : '';
}
