import { partsOf, withParts } from '../../src/types/relations.ts';
import { formatType, type Type } from '../../src/types/type.ts';

/** What the variables of a signature stand for so that it is of a type; undefined where it never is. */
export function matchType(
  signature: Type,
  wanted: Type,
  found = new Map<string, Type>(),
): Map<string, Type> | undefined {
  if (signature.kind === 'variable') {
    const known = found.get(signature.name);
    if (known) return formatType(known) === formatType(wanted) ? found : undefined;
    return found.set(signature.name, wanted);
  }
  const [parts, others] = [partsOf(signature), partsOf(wanted)];
  if (parts.length === 0) return formatType(signature) === formatType(wanted) ? found : undefined;
  if (signature.kind !== wanted.kind) return undefined;
  const fits = parts.every((part, index) => {
    const other = others[index];
    return other !== undefined && matchType(part, other, found) !== undefined;
  });
  return fits ? found : undefined;
}

/** The type with what its variables stand for put in; `choose` says it of those that are free. */
export function fillType(type: Type, found: Map<string, Type>, choose: () => Type): Type {
  if (type.kind !== 'variable')
    return withParts(
      type,
      partsOf(type).map((part) => fillType(part, found, choose)),
    );
  const known = found.get(type.name) ?? choose();
  found.set(type.name, known);
  return known;
}
