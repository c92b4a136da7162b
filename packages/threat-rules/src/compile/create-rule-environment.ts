import { createEnvironment, type Environment, type FieldDeclaration } from '@rulelibrary/cel';
import type { Catalogue, Field } from '../catalogue/catalogue.ts';

type ObjectTypes = Record<string, Record<string, string | FieldDeclaration>>;

/**
 * The environment of conditions: `e`, an object of the catalogue's fields, strictly typed; the standard library alone. To
 * the dialect a pattern that never compiles is an error of the evaluation, which `||` and `&&` may absorb.
 */
export function createRuleEnvironment(catalogue: Catalogue): Environment {
  const types = objectTypes(catalogue);
  return createEnvironment({ variables: { e: 'Event' }, root: 'e', types, extensions: [], checkConstants: false });
}

function objectTypes({ fields }: Catalogue): ObjectTypes {
  const types: ObjectTypes = { Event: {} };
  for (const field of fields) {
    let object = 'Event';
    const names = field.path.split('.');
    for (const name of names.slice(0, -1)) {
      const inner = `${object}.${name}`;
      membersOf(types, object)[name] = inner;
      object = inner;
    }
    membersOf(types, object)[names.at(-1) ?? ''] = declarationOf(field);
  }
  return types;
}

function membersOf(types: ObjectTypes, object: string): ObjectTypes[string] {
  types[object] ??= {};
  return types[object];
}

function declarationOf({ type, explicitPresence = false }: Field): string | FieldDeclaration {
  const isScalar = !type.startsWith('list') && type !== 'dyn';
  return isScalar && !explicitPresence ? { type, isPresent: isNotZero } : type;
}

function isNotZero(value: unknown): boolean {
  return value !== '' && value !== false && value !== 0 && value !== 0n;
}
